import type { Right } from './rights.ts'
import type { Words } from './words.ts'

interface CategoryFacts {
  sentence: Words
  /** `yes`: it says something about a person. `pseudonym`: only together with the link that goes with the account. */
  isPersonal: 'yes' | 'pseudonym' | 'no'
  /** Where it comes from. */
  from: 'you' | 'identity-provider' | 'your-browser' | 'partner' | 'us'
  rights: readonly Right[]
}

const all = ['access', 'portability', 'rectification', 'erasure', 'restriction'] as const
const seen = ['access', 'portability', 'erasure', 'restriction'] as const
const kept = ['access', 'portability'] as const

/** Every category of what is stored, in plain words. What is not listed cannot be a column. Owner: the privacy lead. */
export const categories = {
  content: {
    sentence: { en: 'your prompts and pictures, and the images made of them, sealed' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  'content-kind': {
    sentence: { en: 'what kind of content it is (prompt, picture, image), never the content' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  'request-parameter': {
    sentence: { en: 'what you asked for besides the words: model, size, number, seed' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  profile: {
    sentence: { en: 'name, e-mail address, picture address and the provider’s id for you, sealed' },
    isPersonal: 'yes',
    from: 'identity-provider',
    rights: all,
  },
  'identity-index': {
    sentence: { en: 'a keyed code of the provider’s id or the e-mail address, to find the account' },
    isPersonal: 'yes',
    from: 'identity-provider',
    rights: seen,
  },
  'age-attestation': {
    sentence: { en: 'the age limit you passed, never your age' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  permission: {
    sentence: { en: 'whether an account is a person’s or an operator’s' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  'device-family': {
    sentence: { en: 'browser and system in two words, such as “Firefox on Linux”' },
    isPersonal: 'yes',
    from: 'your-browser',
    rights: seen,
  },
  'session-index': {
    sentence: { en: 'a code derived from your cookie, to know it again; the cookie itself is not stored' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  'sign-in-state': {
    sentence: { en: 'what a sign-in remembers between two pages, sealed to your cookie' },
    isPersonal: 'yes',
    from: 'identity-provider',
    rights: seen,
  },
  identifier: {
    sentence: { en: 'random ids of accounts, sessions, generations and objects' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  pseudonym: {
    sentence: { en: 'the random name that books and ledger know an account by' },
    isPersonal: 'pseudonym',
    from: 'us',
    rights: kept,
  },
  credits: {
    sentence: { en: 'credits granted, reserved and spent' },
    isPersonal: 'pseudonym',
    from: 'us',
    rights: kept,
  },
  price: {
    sentence: { en: 'what a generation costs, in credits and at the partner' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  recipient: {
    sentence: { en: 'which partner, and whom it passes content on to, under which terms' },
    isPersonal: 'pseudonym',
    from: 'us',
    rights: kept,
  },
  'recipient-choice': {
    sentence: { en: 'which partners you agreed to, under which terms, and in which regions' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  'partner-reference': {
    sentence: { en: 'what the partner calls a request, and what it answered about its handling' },
    isPersonal: 'pseudonym',
    from: 'partner',
    rights: kept,
  },
  'request-index': {
    sentence: { en: 'a keyed code of a request, to tell a repetition from a new one' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  state: {
    sentence: { en: 'how far something has got, and why it ended' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  counter: {
    sentence: { en: 'numbers and sizes: how many, how large, which of them' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  time: {
    sentence: { en: 'when something happened, or will end' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  key: {
    sentence: { en: 'keys that are themselves locked, and public keys' },
    isPersonal: 'no',
    from: 'us',
    rights: [],
  },
  choice: {
    sentence: { en: 'harmless settings, such as light or dark' },
    isPersonal: 'no',
    from: 'you',
    rights: [],
  },
  decision: {
    sentence: { en: 'what you allow and what you object to, and since when' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  'rights-request': {
    sentence: { en: 'which right you used, when, and what came of it; no words of yours' },
    isPersonal: 'pseudonym',
    from: 'you',
    rights: kept,
  },
  'operator-act': {
    sentence: { en: 'what somebody who runs the service did, by a word of a closed list' },
    isPersonal: 'pseudonym',
    from: 'us',
    rights: kept,
  },
  mail: {
    sentence: { en: 'a mail that waits to be sent: address, subject and text, sealed' },
    isPersonal: 'yes',
    from: 'us',
    rights: seen,
  },
  letter: {
    sentence: { en: 'what you write to us through a form, and how you want to be reached, sealed' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  'letter-record': {
    sentence: { en: 'what kind of message or report it was, and what came of it; no words of yours' },
    isPersonal: 'yes',
    from: 'you',
    rights: seen,
  },
  program: {
    sentence: { en: 'the program itself, the same for everybody' },
    isPersonal: 'no',
    from: 'us',
    rights: [],
  },
  measure: {
    sentence: { en: 'counts and durations over everybody, with labels from closed lists' },
    isPersonal: 'no',
    from: 'us',
    rights: [],
  },
} as const satisfies Record<string, CategoryFacts>

export type Category = keyof typeof categories
