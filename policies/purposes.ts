import type { RecipientClass } from './recipients.ts'
import type { Words } from './words.ts'

interface PurposeFacts {
  sentence: Words
  /** The legal basis: an article of the GDPR, and of the PIPL (China), which knows no legitimate interests. */
  gdpr: '6(1)(a)' | '6(1)(b)' | '6(1)(c)' | '6(1)(f)'
  pipl: '13(1)(1)' | '13(1)(2)' | '13(1)(3)'
  /** Why the basis holds; for 6(1)(c) the duty, for 6(1)(f) the interest. */
  because: Words
  recipients: readonly RecipientClass[]
}

/**
 * Every purpose there is: what is not listed cannot be a purpose of a table, a cookie or a log line. None of them is
 * training. A new one asks everybody again at their next sign-in. Decided 2026-11-24; owner: the privacy lead.
 */
export const purposes = {
  'content-processing': {
    sentence: { en: 'To make the images you ask for, and nothing else with your content.' },
    gdpr: '6(1)(b)',
    pipl: '13(1)(2)',
    because: { en: 'It is the service you asked for.' },
    recipients: ['ai-partner', 'host'],
  },
  'sign-in': {
    sentence: {
      en: 'To know that it is you when you come back, and to act for you only while you are signed in.',
    },
    gdpr: '6(1)(b)',
    pipl: '13(1)(2)',
    because: { en: 'Without it your account would be anybody’s.' },
    recipients: ['identity-provider', 'host', 'successor'],
  },
  age: {
    sentence: { en: 'To keep out those who are too young for the service or for a partner.' },
    gdpr: '6(1)(f)',
    pipl: '13(1)(3)',
    because: { en: 'Children are to be protected, and partners’ terms ask for it.' },
    recipients: ['host'],
  },
  security: {
    sentence: { en: 'To let you recognise your own devices, and to turn away abuse.' },
    gdpr: '6(1)(f)',
    pipl: '13(1)(3)',
    because: { en: 'An account has to be kept from others; security is also a duty (GDPR 32, PIPL 51).' },
    recipients: ['host'],
  },
  credits: {
    sentence: { en: 'To keep honest books of your credits.' },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: { en: 'Books are kept as tax law asks, under a pseudonym.' },
    recipients: ['host', 'authority', 'successor'],
  },
  'disclosure-ledger': {
    sentence: { en: 'To show you, and to be able to prove, who received what and until when they keep it.' },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: {
      en: 'You have a right to know each recipient (GDPR 15(1)(c), 19), and we a duty to show it (5(2)).',
    },
    recipients: ['host', 'authority', 'successor'],
  },
  'early-deletion': {
    sentence: {
      en: 'To have a partner delete what it was sent before its own time is over, and to know what it answered.',
    },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: {
      en: 'A recipient has to be told of an erasure, and you have to be told of the recipient’s answer (GDPR 17, 19; PIPL 47).',
    },
    recipients: ['ai-partner', 'host'],
  },
  'recipient-choice': {
    sentence: {
      en: 'To send nothing to a partner you have not agreed to, or to a region you do not allow.',
    },
    gdpr: '6(1)(a)',
    pipl: '13(1)(1)',
    because: { en: 'You are asked once, before the first use, and can take it back at any time.' },
    recipients: ['host'],
  },
  'pseudonymous-books': {
    sentence: {
      en: 'To let books and ledger know you by a pseudonym, so that they can outlast you without naming you.',
    },
    gdpr: '6(1)(f)',
    pipl: '13(1)(3)',
    because: { en: 'It protects you: the link goes with the account (GDPR 25, PIPL 51).' },
    recipients: ['host'],
  },
  mail: {
    sentence: { en: 'To send you the mails that you asked for, or that have to reach you.' },
    gdpr: '6(1)(b)',
    pipl: '13(1)(2)',
    because: { en: 'What you asked for has to be answered where you are.' },
    recipients: ['mail-carrier', 'host'],
  },
  analytics: {
    sentence: {
      en: 'To know how much the service is used: counts per day over everybody, never of anybody.',
    },
    gdpr: '6(1)(f)',
    pipl: '13(1)(3)',
    because: {
      en: 'Who runs a service has to know its load. Nobody is in a count, and you can object all the same.',
    },
    recipients: ['host', 'successor'],
  },
  marketing: {
    sentence: {
      en: 'To send you news of the service by mail, where you said yes to it: to the address you sign in with, and no other.',
    },
    gdpr: '6(1)(a)',
    pipl: '13(1)(1)',
    because: { en: 'It is off until you switch it on; one click in any of the mails ends it.' },
    recipients: ['mail-carrier', 'host'],
  },
  rights: {
    sentence: {
      en: 'To do what you decide about your data, and to be able to prove that it was done in time.',
    },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: { en: 'You have these rights (GDPR 12 to 22, PIPL 44 to 50), and we a duty to show it (5(2)).' },
    recipients: ['host', 'authority'],
  },
  correspondence: {
    sentence: { en: 'To read what you write to us, and to answer it.' },
    gdpr: '6(1)(f)',
    pipl: '13(1)(1)',
    because: { en: 'You wrote of your own will, and wait for an answer.' },
    recipients: ['mail-carrier', 'host'],
  },
  'safety-reports': {
    sentence: {
      en: 'To act in time on reports of images and accounts that should not be, and to be able to prove it.',
    },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: {
      en: 'Such reports have to be taken and dealt with (TAKE IT DOWN Act; Regulation (EU) 2022/2065, article 16; COPPA).',
    },
    recipients: ['mail-carrier', 'host', 'authority'],
  },
  erasure: {
    sentence: { en: 'To keep erased what is erased, also when a backup is put back.' },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: { en: 'An erasure that a backup undoes is none (GDPR 17, PIPL 47).' },
    recipients: ['host'],
  },
  accountability: {
    sentence: {
      en: 'To be able to prove what those who run the service did, and that nobody changed the record.',
    },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: { en: 'Whoever answers for your data has to show how (GDPR 5(2), 24; PIPL 51, 54).' },
    recipients: ['host', 'authority', 'successor'],
  },
  operation: {
    sentence: { en: 'To run the machines, and to find what is broken.' },
    gdpr: '6(1)(f)',
    pipl: '13(1)(3)',
    because: { en: 'A service that nobody can mend protects nobody; nothing in it is content.' },
    recipients: ['host'],
  },
  sweep: {
    sentence: { en: 'To finish forgetting: what is left of a sitting whose keys are gone.' },
    gdpr: '6(1)(c)',
    pipl: '13(1)(3)',
    because: { en: 'What is no longer needed has to go (GDPR 5(1)(e), PIPL 19).' },
    recipients: ['host'],
  },
} as const satisfies Record<string, PurposeFacts>

export type Purpose = keyof typeof purposes
