/** Every sentence about the library on the device, in ICU message form. Compiled while bundling; the keys are the identities. */
export const catalogue = {
  'library.all': 'All {count}',
  'library.amount':
    '{count, plural, =0 {No pictures} one {One picture, {size}} other {{figure} pictures, {size}}}',
  'library.both': 'On this device, and on the server until it has been told.',
  'library.chosen': '{count, plural, =0 {None chosen} one {# chosen} other {# chosen}}',
  'library.cleared':
    '{count, plural, one {There was one picture here. The browser has cleared it to make room, or somebody cleared its data.} other {There were # pictures here. The browser has cleared them to make room, or somebody cleared its data.}} The server has no copies.',
  'library.cleared-advice':
    'A browser may clear what it was not asked to keep, most often when the device is full. Under Storage you see whether it has promised to keep your pictures. A zip in a folder of your own is out of its reach.',
  'library.cleared-seen': 'I have read this',
  'library.cleared-title': 'The browser has cleared this library',
  'library.empty':
    'Every picture you make comes here by itself: it is written on this device, and then the server erases its copy.',
  'library.empty-title': 'Nothing is kept here yet',
  'library.list': 'Pictures on this device',
  'library.no-match': 'Nothing here matches “{query}”.',
  'library.no-words': 'Words not kept',
  'library.none-chosen': 'Choose pictures first.',
  'library.packing': 'Packing {count} pictures…',
  'library.packing-failed':
    'The zip could not be made: there may be too little room for it. The pictures are all still here.',
  'library.picture': '{prompt}, {when}',
  'library.private':
    'This browser gives the studio no files, as in a private window: what is kept here may go when the window closes. Download what you want for longer.',
  'library.search': 'Search words and models',
  'library.select': 'Select',
  'library.show-all': 'Show all',
  'library.stop-selecting': 'Stop selecting',
  'library.storage': 'Storage',
  'library.to-studio': 'To the studio',
  'library.zip': 'Download zip',

  'storage.ask': 'Ask the browser to keep it',
  'storage.best-effort': 'The browser may clear this library',
  'storage.best-effort-text':
    'It does so by itself when the device runs out of room; Safari also after seven days without a visit. Then everything here goes at once, and there is no other copy.',
  'storage.meter': 'Storage used',
  'storage.persistent': 'The browser has promised to keep it',
  'storage.persistent-text':
    'It will not clear this library by itself. It goes when you wipe it, or clear the data of this site.',
  'storage.refused':
    'It did not promise it now. Browsers grant this to sites that are used often or have a bookmark. A zip is the sure way.',
  'storage.shared': 'It is not sealed on this device: whoever can use this browser can open its files.',
  'storage.title': 'Storage on this device',
  'storage.used': '{used} used of {allowed} that the browser allows',
  'storage.wipe': 'Wipe this library…',
  'storage.zip-all': 'Download all as zip',

  'wipe.at': 'Wiped',
  'wipe.button': 'Wipe it now',
  'wipe.by': 'Done by',
  'wipe.checked': 'Looked for afterwards',
  'wipe.failed': 'The browser did not let go of it. Close the other tabs of this studio and try again.',
  'wipe.label': 'Type {figure} to go on',
  'wipe.nothing-left': 'nothing found',
  'wipe.pictures': 'Pictures and their words',
  'wipe.receipt': 'Receipt',
  'wipe.something-left': 'something is left; clear the data of this site',
  'wipe.text':
    '{count, plural, one {One picture ({size}) and its words go from this device at once, for good. There is no other copy and no undo.} other {{figure} pictures ({size}) and their words go from this device at once, for good. There is no other copy and no undo.}}',
  'wipe.this-browser': 'this browser',
  'wipe.title': 'Wipe this library',
  'wipe.type-first': 'Type the number of pictures first.',
  'wipe.wiping': 'Wiping…',
} as const satisfies Record<string, string>
