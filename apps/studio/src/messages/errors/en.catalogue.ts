/** Every sentence for an error code, in ICU message form. Compiled while bundling; the keys are the identities. */
export const catalogue = {
  'error.billing/not-enough-credits':
    'There are not enough credits for this. Nothing was charged. Ask for fewer pictures.',
  'error.disclosures/not-found': 'There is nothing here, or it has been forgotten.',
  'error.disclosures/partner-not-agreed':
    'You have not agreed yet that this partner receives what you ask for. Nothing was sent or charged. Ask again, and look at its terms.',
  'error.disclosures/partner-unknown': 'This partner is not used here any more.',
  'error.disclosures/region-not-allowed':
    'This partner works in a region that you do not allow. Nothing was sent or charged. Choose another model, or allow the region.',
  'error.disclosures/terms-changed':
    'The terms of this partner are others by now. Nothing was sent. Look at them anew.',
  'error.generation/cannot-resume': 'Only an interrupted request of this sitting can be resumed. Ask anew.',
  'error.generation/key-conflict':
    'This request collided with another one and was not sent. Nothing was charged. Generate again.',
  'error.generation/key-missing':
    'The request was incomplete and was not sent. Nothing was charged. Load the page anew.',
  'error.generation/no-worker':
    'Nothing here can draw at the moment. Nothing was charged. Try again in a moment.',
  'error.generation/not-found': 'It is not here any more: it was deleted or forgotten.',
  'error.generation/prompt-empty': 'The prompt is empty. Say what the picture should show.',
  'error.generation/prompt-too-long':
    'The prompt is too long for this model. Nothing was charged. Shorten it.',
  'error.generation/too-many':
    'You have as many requests waiting as one person may have. Nothing was charged. Wait for one to end, or cancel one.',
  'error.http/body-too-large':
    'The request is larger than the server takes. Nothing was charged. Shorten the prompt.',
  'error.http/bug':
    'Something on the server went wrong. Nothing was charged. Give the operator the incident number.',
  'error.http/cross-site':
    'The server took this for a request from another site and refused it. Load the page anew.',
  'error.http/invalid-body':
    'The server could not read the request. Nothing was charged. Load the page anew.',
  'error.http/invalid-parameter':
    'The server does not allow one of the values. Nothing was charged. Change the settings.',
  'error.http/not-found': 'There is nothing here, or it has been forgotten.',
  'error.http/storage-full':
    'The server has no room left. Nothing was charged. Tell the operator, or delete pictures you no longer need.',
  'error.http/too-many-requests': 'Too many requests at once. Nothing was charged. Wait a moment.',
  'error.http/unavailable':
    'The server cannot reach its database. Nothing was charged. Try again in a moment.',
  'error.http/wrong-host': 'This is not the address the studio runs under. Open its public address.',
  'error.identity/age-invalid': 'Enter your age as a whole number.',
  'error.identity/age-not-met':
    'You cannot use this service. The server kept nothing about you; this browser remembers the answer for a day.',
  'error.identity/not-signed-in': 'The session has ended. Sign in again.',
  'error.identity/provider-unavailable': 'The sign-in provider cannot be reached. Try again in a moment.',
  'error.identity/sign-in-declined': 'The sign-in was declined at the identity provider. Nothing was stored.',
  'error.identity/sign-in-expired': 'The sign-in took too long. Start again from the sign-in button.',
  'error.identity/sign-in-failed': 'The sign-in could not be verified and was stopped. Start again.',
  'error.incident': 'Incident {incident}.',
  'error.models/count-not-supported':
    'The model does not make this many pictures at once. Nothing was charged. Ask for fewer.',
  'error.models/option-not-supported':
    'The model does not take one of these options. Nothing was charged. Choose the model again.',
  'error.models/references-not-supported':
    'This model does not take this many pictures of your own. Nothing was charged. Take some out.',
  'error.models/size-not-supported':
    'The model does not draw at this size. Nothing was charged. Choose another size.',
  'error.models/unknown': 'This model is not here any more. Nothing was charged. Choose another.',
  'error.mail/address-invalid': 'No mail can be sent to this address. Write one such as name@example.org.',
  'error.news/link-unknown':
    'This link is not whole. Open it from the mail once more, or switch news off in your account, under Privacy.',
  'error.rights/export-running':
    'A download of everything is under way already. Wait for it to end, or break it off.',
  'error.rights/receipt-not-ready': 'This account is being erased. Ask again in a moment.',
  'error.rights/receipt-unknown':
    'There is no receipt under this key: nothing was erased under it, or the time in which it can be fetched is over.',
  'error.rights/restricted':
    'You have stopped all use of your data, so only your rights are served here. Lift the stop on the privacy page to go on.',
  'error.studio/offline':
    'The server cannot be reached. Asking again is safe: the same request is never charged twice.',
  'error.studio/unreadable': 'The answer could not be read. Try again in a moment.',
  'error.uploads/not-an-image':
    'This file is not a picture that can be read here. Choose a PNG, JPEG, WebP, HEIC or AVIF.',
  'error.uploads/damaged':
    'This picture is cut off or damaged. Open it in a picture program, save it anew, and add that.',
  'error.uploads/animated': 'This picture moves. Save one frame of it as a PNG or JPEG and add that.',
  'error.uploads/too-large':
    'This picture is larger than is taken in: at most 20 MB, 40 million pixels, 16,384 pixels along a side. Make it smaller.',
  'error.uploads/too-many':
    'This sitting holds as many of your pictures as it may. Delete one that you do not need.',
  'error.http/too-slow':
    'What was sent did not arrive in time and was dropped. Try again on a better connection.',
  'error.uploads/mask-not-usable': 'A mask is a PNG with transparency. Draw it anew in the studio.',
  'error.uploads/busy': 'Too many pictures are being read at the moment. Try again in a moment.',
  'error.generation/input-not-found':
    'One of your pictures is not here any more: it was deleted or forgotten. Add it anew. Nothing was charged.',
  'error.generation/mask-not-fitting':
    'The mask needs a picture it belongs to, of the same size. Draw it anew. Nothing was charged.',
  'error.vault/closed': 'The sitting has ended and its content is forgotten. Ask again to start a new one.',
  'error.vault/object-damaged':
    'The stored bytes do not open any more and were not shown. Make the picture again.',
  'error.vault/object-not-found': 'It is not here any more: it was deleted or forgotten.',
} as const satisfies Record<string, string>
