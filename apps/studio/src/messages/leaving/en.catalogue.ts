/** Every sentence of the sheet that asks before signing out, in ICU message form. Compiled while bundling; the keys are the identities. */
export const catalogue = {
  'leave.all-kept': 'Every picture is on this device now.',
  'leave.button': 'Sign out',
  'leave.button-forget': 'Sign out and forget',
  'leave.button-lose': '{count, plural, one {Sign out without it} other {Sign out without them}}',
  'leave.failed':
    '{count, plural, one {This browser could not write it.} other {This browser could not write them.}}',
  'leave.forget': 'Forget on this device too',
  'leave.goes':
    '{count, plural, one {One picture ({size}) and its words are erased here, for good. There is no other copy.} other {{figure} pictures ({size}) and their words are erased here, for good. There is no other copy.}}',
  'leave.full':
    '{count, plural, one {This device has no room for it.} other {This device has no room for them.}}',
  'leave.handed-over': 'Handed to the browser to save at {time}: see that it is there.',
  'leave.keep': 'Keep on this device first',
  'leave.making':
    '{count, plural, one {One request is still being made: it is cancelled.} other {# requests are still being made: they are cancelled.}}',
  'leave.server-only':
    '{count, plural, one {One picture is only on the server} other {# pictures are only on the server}}',
  'leave.server-only-goes':
    '{count, plural, one {It is not on this device, and goes with the keys.} other {They are not on this device, and go with the keys.}}',
  'leave.server-only-label': 'Not on this device',
  'leave.stays':
    '{count, plural, one {One picture ({size}) stays on this device, shut until you sign in again.} other {{figure} pictures ({size}) stay on this device, shut until you sign in again.}}',
  'leave.unavailable': 'This browser gives the studio no storage.',
  'leave.text': 'The keys to everything on the server are destroyed at once.',
} as const satisfies Record<string, string>
