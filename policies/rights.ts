import type { Words } from './words.ts'

/** The rights a person has here, whoever they are and wherever they live. Owner: the privacy lead. */
export const rights = {
  access: { gdpr: '15', pipl: '45', sentence: { en: 'See everything that is held about you' } },
  portability: { gdpr: '20', pipl: '45', sentence: { en: 'Take it with you in a form that programs read' } },
  rectification: { gdpr: '16', pipl: '46', sentence: { en: 'Have what is wrong corrected' } },
  erasure: { gdpr: '17', pipl: '47', sentence: { en: 'Have it erased, here and at partners' } },
  restriction: { gdpr: '18', pipl: '44', sentence: { en: 'Have it kept and not used' } },
  objection: { gdpr: '21', pipl: '44', sentence: { en: 'Object to a use' } },
} as const satisfies Record<string, { gdpr: string; pipl: string; sentence: Words }>

export type Right = keyof typeof rights
