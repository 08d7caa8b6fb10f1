/** What a stored event of a session tells of; what it says is looked up when it is sent. */
export const eventKinds = [
  'generation-changed',
  'generation-removed',
  'credits-changed',
  'sitting-changed',
] as const

export type EventKind = (typeof eventKinds)[number]
