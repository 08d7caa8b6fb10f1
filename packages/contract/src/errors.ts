import type { ErrorEntry, Retry } from './error-entry.ts'
import { pageErrors } from './page-errors.ts'

export type { PageErrorCode } from './page-errors.ts'

const entries = {
  'http/invalid-body': {
    kind: 'invalid',
    retry: 'never',
    sentence: 'The request could not be read. Send JSON in the documented form.',
  },
  'http/invalid-parameter': {
    kind: 'invalid',
    retry: 'never',
    sentence: 'One of the values is not allowed. The field is named in "facts.field".',
  },
  'http/body-too-large': {
    kind: 'too-large',
    retry: 'never',
    sentence: 'The request is larger than this route takes. Send less.',
  },
  'http/cross-site': {
    kind: 'forbidden',
    retry: 'never',
    sentence: 'This request came from another site and was refused. Open the studio itself and try there.',
  },
  'http/wrong-host': {
    kind: 'misdirected',
    retry: 'never',
    sentence: 'This address is not the one the studio runs under. Open its public address.',
  },
  'http/not-found': {
    kind: 'not-found',
    retry: 'never',
    sentence: 'There is nothing here, or it is not yours, or it has been forgotten.',
  },
  'http/unavailable': {
    kind: 'unavailable',
    retry: 'later',
    sentence: 'The database cannot be reached. Nothing was charged. Try again in a moment.',
  },
  'http/storage-full': {
    kind: 'storage-full',
    retry: 'later',
    sentence: 'The server has no room left. Nothing was charged. Tell the operator.',
  },
  'http/too-many-requests': {
    kind: 'rate-limited',
    retry: 'later',
    sentence: 'Too many requests at once. Wait for the time in Retry-After.',
  },
  'http/too-slow': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'What was sent did not arrive in time and was dropped. Try again on a better connection.',
  },
  'http/bug': {
    kind: 'bug',
    retry: 'later',
    sentence:
      'Something on the server went wrong. Nothing was charged. Give the operator the incident number.',
  },
  'identity/not-signed-in': {
    kind: 'unauthenticated',
    retry: 'never',
    sentence: 'You are not signed in, or the session has ended. Sign in again.',
  },
  'identity/sign-in-failed': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'The sign-in could not be verified and was stopped. Start again from the sign-in button.',
  },
  'identity/sign-in-expired': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'The sign-in took too long or was used already. Start again from the sign-in button.',
  },
  'identity/sign-in-declined': {
    kind: 'invalid',
    retry: 'later',
    sentence: 'The sign-in was declined at the identity provider. Nothing was stored.',
  },
  'identity/provider-unavailable': {
    kind: 'unavailable',
    retry: 'later',
    sentence: 'The sign-in provider cannot be reached. Try again in a moment.',
  },
  'identity/age-not-met': {
    kind: 'forbidden',
    retry: 'never',
    sentence:
      'You cannot use this service. The server kept nothing about you; this browser remembers the answer for a day.',
  },
  'identity/age-invalid': { kind: 'invalid', retry: 'never', sentence: 'Enter your age as a whole number.' },
  'vault/closed': {
    kind: 'conflict',
    retry: 'never',
    sentence: 'The sitting has ended and its content is forgotten. Start a new one by asking again.',
  },
  'vault/object-not-found': {
    kind: 'not-found',
    retry: 'never',
    sentence: 'There is nothing here, or it is not yours, or it has been forgotten.',
  },
  'vault/object-damaged': {
    kind: 'bug',
    retry: 'never',
    sentence: 'The stored bytes do not open any more and were not shown. Make the picture again.',
  },
  'models/unknown': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'There is no such model here. Choose one from the list.',
  },
  'models/size-not-supported': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The model does not draw at this size. The nearest one it draws is in "facts".',
  },
  'models/count-not-supported': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The model does not make this many pictures at once. The most it makes is in "facts".',
  },
  'models/option-not-supported': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The model does not take this option. It is named in "facts.field".',
  },
  'models/references-not-supported': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The model does not take this many pictures of your own. The most it takes is in "facts".',
  },
  'billing/not-enough-credits': {
    kind: 'payment-required',
    retry: 'never',
    sentence: 'There are not enough credits for this. Nothing was charged. Ask for fewer pictures.',
  },
  'generation/prompt-empty': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The prompt is empty. Say what the picture should show.',
  },
  'generation/prompt-too-long': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The prompt is too long for this model. The limit in bytes is in "facts".',
  },
  'generation/not-found': {
    kind: 'not-found',
    retry: 'never',
    sentence: 'There is nothing here, or it is not yours, or it has been forgotten.',
  },
  'generation/key-missing': {
    kind: 'invalid',
    retry: 'never',
    sentence: 'The Idempotency-Key header is missing. Send one of your own making, 16 to 255 characters.',
  },
  'generation/key-conflict': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'This Idempotency-Key was used for another request. Use a new one. Nothing was charged.',
  },
  'generation/cannot-resume': {
    kind: 'conflict',
    retry: 'never',
    sentence: 'Only an interrupted generation of this sitting can be resumed. Ask anew.',
  },
  'generation/too-many': {
    kind: 'rate-limited',
    retry: 'later',
    sentence:
      'You have as many generations waiting as one person may have. Wait for one to end, or cancel one.',
  },
  'generation/no-worker': {
    kind: 'unavailable',
    retry: 'later',
    sentence: 'Nothing here can draw at the moment. Nothing was charged. Try again in a moment.',
  },
  'disclosures/partner-not-agreed': {
    kind: 'forbidden',
    retry: 'never',
    sentence:
      'You have not agreed yet that this partner receives what you ask for. Nothing was sent or charged. Look at its terms, agree, and ask again.',
  },
  'disclosures/region-not-allowed': {
    kind: 'forbidden',
    retry: 'never',
    sentence:
      'This partner works in a region that you do not allow. Nothing was sent or charged. Choose another model, or allow the region.',
  },
  'disclosures/terms-changed': {
    kind: 'conflict',
    retry: 'never',
    sentence: 'The terms of this partner are others by now. Look at them anew. Nothing was sent.',
  },
  'disclosures/partner-unknown': {
    kind: 'not-found',
    retry: 'never',
    sentence: 'There is no such partner here.',
  },
  'disclosures/not-found': {
    kind: 'not-found',
    retry: 'never',
    sentence: 'There is nothing here, or it is not yours, or it has been forgotten.',
  },
  'rights/restricted': {
    kind: 'forbidden',
    retry: 'never',
    sentence:
      'You have stopped all use of your data, so only your rights are served here. Lift the stop on the privacy page to go on.',
  },
  'rights/receipt-unknown': {
    kind: 'not-found',
    retry: 'never',
    sentence:
      'There is no receipt under this key: nothing was erased under it, or the time in which it can be fetched is over.',
  },
  'rights/receipt-not-ready': {
    kind: 'conflict',
    retry: 'later',
    sentence: 'This account is being erased. Ask again in a moment.',
  },
  'rights/export-running': {
    kind: 'rate-limited',
    retry: 'later',
    sentence: 'A download of everything is under way already. Wait for it to end, or break it off.',
  },
  'mail/address-invalid': {
    kind: 'invalid',
    retry: 'never',
    sentence: 'No mail can be sent to this address. Write one such as name@example.org.',
  },
  'news/link-unknown': {
    kind: 'not-found',
    retry: 'never',
    sentence:
      'This link is not whole. Open it from the mail once more, or switch news off in your account, under Privacy.',
  },
  'uploads/not-an-image': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'This file is not a picture that can be read here. Choose a PNG, JPEG, WebP, HEIC or AVIF.',
  },
  'uploads/damaged': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'This picture is cut off or damaged. Open it in a picture program, save it anew, and add that.',
  },
  'uploads/animated': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'This picture moves. Save one frame of it as a PNG or JPEG and add that.',
  },
  'uploads/too-large': {
    kind: 'too-large',
    retry: 'never',
    sentence: 'This picture has more bytes, pixels or length of side than is taken in. Make it smaller.',
  },
  'uploads/too-many': {
    kind: 'rate-limited',
    retry: 'later',
    sentence: 'This sitting holds as many of your pictures as it may. Delete one that you do not need.',
  },
  'uploads/mask-not-usable': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'A mask is a PNG with transparency. Draw it anew in the studio.',
  },
  'uploads/busy': {
    kind: 'unavailable',
    retry: 'later',
    sentence: 'Too many pictures are being read at the moment. Try again in a moment.',
  },
  'generation/input-not-found': {
    kind: 'unprocessable',
    retry: 'never',
    sentence:
      'One of your pictures is not here any more: it was deleted or forgotten. Add it anew. Nothing was charged.',
  },
  'generation/mask-not-fitting': {
    kind: 'unprocessable',
    retry: 'never',
    sentence: 'The mask needs a picture it belongs to, of the same size. Draw it anew. Nothing was charged.',
  },
  ...pageErrors,
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof entries

/** Every code that can leave the server, with its kind, whether asking again helps, and its sentence. */
export const errorCatalogue: Readonly<Record<ErrorCode, ErrorEntry>> = entries

export interface ErrorBody {
  error: {
    code: ErrorCode
    message: string
    retry: Retry
    facts?: Readonly<Record<string, string | number | boolean>>
    /** Only for `bug`: finds the line in the log. */
    incident?: string
  }
}
