import type { ErrorEntry } from './error-entry.ts'

/** What the server's own pages answer with: the operator's desk, and the forms that anybody may write with. */
export const pageErrors = {
  'desk/answer-invalid': {
    kind: 'unprocessable',
    retry: 'never',
    sentence:
      'This is none of the answers to this case, or something to be ticked was not. Nothing was done. Go back and choose again.',
  },
  'desk/case-not-open': {
    kind: 'conflict',
    retry: 'never',
    sentence: 'Somebody has answered this case meanwhile. Nothing more was done.',
  },
  'desk/request-invalid': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'Write the address, and choose what is asked for and how it came. Nothing was entered.',
  },
  'desk/day-invalid': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'Write the day it came: today, or one in the last year. Nothing was entered.',
  },
  'desk/disclosure-invalid': {
    kind: 'unprocessable',
    retry: 'never',
    sentence:
      'Write a day that is not to come, a country in two letters, and a whole number of accounts. Nothing was entered.',
  },
  'desk/form-unknown': {
    kind: 'unprocessable',
    retry: 'later',
    sentence:
      'This form has no mark. It has a fresh one now: look it over and send it again. Nothing was entered.',
  },
  'desk/account-unclear': {
    kind: 'conflict',
    retry: 'never',
    sentence:
      'The report names no account that is here, or its address alone does not say which. Nothing was erased. Enter an erasure under the address: it shows what tells them apart.',
  },
  'desk/which-account': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The address alone does not say whose account is meant. Choose it below. Nothing was entered.',
  },
  'correspondence/form-unknown': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'The mark of this form is missing or is not ours. It has a fresh one now: send it again.',
  },
  'correspondence/form-too-fast': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'This came faster than a person writes. Wait a few seconds and send it again.',
  },
  'correspondence/form-expired': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'This form was open for more than a day. It is fresh now: look it over and send it again.',
  },
  'correspondence/form-used': {
    kind: 'conflict',
    retry: 'later',
    sentence: 'This form was sent before with other words. It is fresh now: look it over and send it again.',
  },
  'correspondence/field-hidden': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'A field that people do not see was filled in, as programs do. It is empty now: send it again.',
  },
  'correspondence/kind-missing': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'Choose what it is about.',
  },
  'correspondence/words-missing': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'Write what it is about.',
  },
  'correspondence/too-long': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'This is longer than the field takes. Shorten it.',
  },
  'correspondence/address-invalid': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'This is no e-mail address. Write one such as name@example.org.',
  },
  'correspondence/address-missing': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'For an intimate image the law asks how you can be reached. Give an e-mail address.',
  },
  'correspondence/name-missing': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'For an intimate image the law asks for your signature. Type your name.',
  },
  'correspondence/not-confirmed': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'Confirm it by ticking the box, if it is so.',
  },
  'correspondence/too-many': {
    kind: 'rate-limited',
    retry: 'later',
    sentence:
      'Much has come from your network in a short time. Your words are still in the form: send it again later.',
  },
  'correspondence/number-unknown': {
    kind: 'not-found',
    retry: 'never',
    sentence: 'Nothing is kept under this number: it was written in another way, or its time is over.',
  },
  'correspondence/no-way-to-reply': {
    kind: 'conflict',
    retry: 'never',
    sentence: 'There is no address to answer to, or mail is off here. Answer without a text.',
  },
} as const satisfies Record<string, ErrorEntry>

export type PageErrorCode = keyof typeof pageErrors
