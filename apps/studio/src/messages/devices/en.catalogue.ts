/** Every sentence about signed-in browsers, in ICU message form. Compiled while bundling; the keys are the identities. */
export const catalogue = {
  'devices.current': 'This browser, now',
  'devices.ended': 'Signed out at {time}. Its keys are destroyed.',
  'devices.ending': 'Signing it out…',
  'devices.forgotten': 'A device whose name is forgotten',
  'devices.loading': 'Reading the list…',
  'devices.seen': 'Last seen {ago}',
  'devices.sign-out-of': 'Sign out {device}',
  'devices.since': 'since {when}',
  'devices.text':
    'Signing a device out destroys the keys to what its sitting holds, at once. The name of a browser is kept for 7 days, then forgotten.',
  'devices.title': 'Devices',
} as const satisfies Record<string, string>
