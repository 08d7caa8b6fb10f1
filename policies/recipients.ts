import type { Words } from './words.ts'

/**
 * The classes of those who may receive something about a person. Who they are is computed: partners from what is
 * enabled, providers from the operator's facts. A new class asks everybody again at their next sign-in.
 */
export const recipientClasses = {
  'ai-partner': {
    sentence: {
      en: 'The AI partner whose model you choose receives the prompt and the pictures you send with it; never who you are.',
    },
  },
  'identity-provider': {
    sentence: { en: 'The provider you sign in with learns that you signed in here, and when.' },
  },
  host: {
    sentence: {
      en: 'Whoever provides the computers the service runs on holds what is stored, as ciphertext where it is content.',
    },
  },
  'mail-carrier': {
    sentence: { en: 'Whoever carries our mail receives the address and the text of a mail.' },
  },
  authority: {
    sentence: {
      en: 'Authorities, where a law compels it. Each time is counted, and the counts are published.',
    },
  },
  successor: {
    sentence: {
      en: 'Whoever takes over the service, under this policy; you are told before, and may delete your account.',
    },
  },
} as const satisfies Record<string, { sentence: Words }>

export type RecipientClass = keyof typeof recipientClasses
