import type { GenerationView } from '#contract'

/** Tells whether something that was asked for still names a picture: then its copy on the server stays. */
export const isNamedBy = (generations: readonly GenerationView[]) => (id: string) =>
  generations.some(({ references, mask }) => mask?.id === id || references.some((one) => one.id === id))
