/** Every sentence of the studio, in ICU message form. Compiled while bundling; the keys are the identities. */
export const catalogue = {
  'action.back-to-prompt': 'Back to the prompt',
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.delete': 'Delete',
  'action.delete-row': 'Delete these pictures and their words',
  'action.dismiss': 'Dismiss',
  'action.download': 'Download',
  'action.download-all': 'Download all {count}',
  'action.reuse': 'Reuse',
  'action.seed': 'Use seed',
  'action.sign-out': 'Sign out',
  'action.sign-out-everywhere': 'Sign out everywhere',
  'action.try-again': 'Try again',
  'action.undo': 'Undo',
  'action.use-seed': 'Use seed {seed}',

  'account.credits': '{credits, plural, one {credit} other {credits}}',
  'account.devices': 'Account and devices',
  'account.loading': 'Opening…',
  'account.menu': 'Account: {name}',
  'account.tab-account': 'Account',
  'account.tab-privacy': 'Privacy',
  'account.tab-shared': 'Shared with',
  'account.tabs': 'Your account',
  'account.menu-note': 'Signing out destroys the keys to everything on the server, at once.',

  'announce.asked': '{count, plural, one {Asked for one picture.} other {Asked for # pictures.}}',
  'announce.cancelled': 'Cancelled.',
  'announce.delivered': '{ready} of {count} pictures are ready.',
  'announce.failed': 'The pictures could not be made.',
  'announce.interrupted': 'The work was interrupted.',
  'announce.picture': 'Picture {ready} of {count} is ready.',
  'announce.refused': 'The request was refused. Nothing was charged.',
  'announce.reused': 'The settings are back in the prompt panel.',
  'announce.running': 'Developing.',
  'announce.seed': 'Seed {seed} and the settings are in the prompt panel.',

  'apart.account':
    'Name, credits and devices are on the server, and it cannot be reached now. To sign out it must be reached too. Until then your library stands open here, for whoever uses this browser.',
  'apart.account-title': 'Your account is on the server',
  'apart.rest': 'Your library on this device is open; trying again.',
  'apart.studio':
    'The server cannot be reached now. You can write meanwhile: the words stay in the memory of this page only, and go when it is closed. When the server answers, the studio opens with them.',
  'apart.studio-title': 'Making pictures needs the network',
  'apart.to-library': 'To the library',

  'background.label': 'Background',
  'background.scene': 'Scene',
  'background.transparent': 'Transparent',

  'cancelled.by-person': 'Cancelled by you.',
  'cancelled.other': 'Cancelled because the sitting ended.',

  'charge.nothing': 'Not charged',
  'charge.some': '{credits, plural, one {Charged # credit} other {Charged # credits}}',

  'count.label': 'Pictures',
  'count.times': '×{count}',

  'delete.failed': 'It could not be deleted and is still here.',
  'delete.not-undone': 'This browser did not take the undo: its copy may be erased all the same.',
  'delete.pictures':
    '{count, plural, one {Deleting this picture in a moment} other {Deleting # pictures in a moment}}',
  'delete.row': 'Deleting these pictures and their words in a moment',

  'developing.usual': 'usually {time}',

  'ended.copy': 'Copy the words',
  'ended.new-tab':
    'Sign-in opens in a new tab, because these words live in the memory of this one only. Come back here afterwards and they are in the prompt.',
  'ended.sign-in': 'Sign in again',
  'ended.text':
    'It was signed out, or reached its limit. What it held on the server is forgotten. Your library on this device is shut until you sign in again.',
  'ended.title': 'This session has ended',
  'ended.unsent': 'Written, but not sent',

  'erasing.text': 'Erasing your account…',

  'example.one': 'A red fox on a snowy hill at dawn',
  'example.three': 'A lighthouse under a full moon, in ink',
  'example.two': 'Three lemons on a blue table by the window',
  'facts.credits': '{credits, plural, one {# credit} other {# credits}}',
  'facts.kept': 'kept {time} by {partner}, {region}',
  'facts.kept-here': 'kept {time}, never leaves this server',
  'facts.label': 'Facts about this model',
  'facts.usual': 'about {time}',

  'failure.by-person': 'You stopped it.',
  'failure.outcome-unknown':
    '{partner} was asked but gave no answer. It is not asked again by itself, so that nothing is paid twice. Ask again when you like.',
  'failure.partner-busy': '{partner} has too much to do now. Ask again in a moment.',
  'failure.partner-malformed':
    '{partner} sent something that is not a picture. Ask again, or choose another model.',
  'failure.partner-rejected': '{partner} did not accept the request as it is. Change the words or the size.',
  'failure.partner-timed-out': '{partner} took too long. Ask again, or ask for fewer pictures.',
  'failure.partner-unavailable':
    '{partner} is not working now. Ask again in a moment, or choose another model.',
  'failure.safety': 'It was stopped by a safety check. Change the words.',
  'failure.signed-out': 'It was stopped because its session was signed out.',
  'failure.storage-full':
    'The server has no room for the pictures. Delete some you no longer need, or tell the operator.',
  'failure.title': 'This could not be made',
  'failure.vault-closed': 'The sitting ended before it was done. Ask again to start a new one.',
  'failure.worker-lost': 'The worker that drew it stopped. Ask again.',

  'first.step-one': 'Write what the picture should show. The price is on the button.',
  'first.step-three': 'Each picture is kept in the library on this device, then the server erases its copy.',
  'first.step-two': 'Watch it develop. You can ask for the next one meanwhile.',
  'first.text':
    'The server seals pictures and words with a key that only this browser unlocks, and forgets them when you leave. Your library is here, on this device. Begin with one of these, or with your own.',
  'first.title': 'Nothing has been made in this sitting yet',
  'first.use': 'Use these words',

  'generate.after': '{credits} left after this',
  'generate.button':
    '{credits, plural, one {Generate · {figure} credit} other {Generate · {figure} credits}}',

  'interrupted.can-resume':
    'The work stopped before it was done. Your words are still here, so it can go on.',
  'interrupted.cannot-resume':
    'The work stopped before it was done, and its sitting has ended. Ask anew with the same words.',
  'interrupted.resume': '{credits, plural, one {Resume · # credit} other {Resume · # credits}}',
  'interrupted.title': 'Interrupted',

  'keeping.failed':
    '{count, plural, one {This browser could not write a picture here. It stays on the server for now.} other {This browser could not write # pictures here. They stay on the server for now.}}',
  'keeping.full':
    '{count, plural, one {This device has no room for a picture. It stays on the server for now. Delete what you no longer need, or download it.} other {This device has no room for # pictures. They stay on the server for now. Delete what you no longer need, or download them.}}',
  'keeping.unavailable':
    '{count, plural, one {This browser gives the studio no storage, so a picture stays on the server. Download it if you want it for longer.} other {This browser gives the studio no storage, so # pictures stay on the server. Download what you want for longer.}}',
  'keeping.until': 'Forgotten at sign-out or {time}.',

  'kept.text':
    'Your library: the pictures that were made, what they were made from, and their words, until you delete them. Your theme, and the model, size and number of pictures you chose last. The studio itself, so that it opens with no network. Words that were not sent are in the memory of the open page only. Your picture at the identity provider is not loaded, so that they do not learn of your visits.',
  'kept.title': 'What this device keeps',

  'keys.edit': 'Edit a part of the picture',
  'keys.facts': 'Show or close the facts of the picture',
  'keys.generate': 'Generate',
  'keys.prompt': 'Go to the prompt',
  'keys.title': 'Keyboard',

  'leaving.text': 'Destroying the keys…',
  'library.asked': 'asked {width} × {height}',
  'library.opening': 'Opening the library…',
  'library.unavailable':
    'This browser gives the studio no storage, so nothing can be kept here. Pictures stay on the server until you sign out.',

  'loading.text': 'Opening the studio…',

  'lost.reload': 'Load the page anew',
  'lost.text':
    'The server may be newer than this page, or out of reach. Loading the page anew mends it; words that were not sent go with the page.',
  'lost.title': 'A part of the studio could not be loaded',

  'model.choose': 'Choose a model',
  'model.not-allowed': 'Not offered: it works in {region}, a region you do not allow.',
  'model.label': 'Model',
  'models.none': 'No model is set up here. Tell the operator.',

  'moment.days': '{days, plural, one {# day} other {# days}}',
  'moment.days-ago': '{days, plural, one {# day ago} other {# days ago}}',
  'moment.hours': '{hours} h',
  'moment.hours-ago': '{hours, plural, one {# hour ago} other {# hours ago}}',
  'moment.just-now': 'just now',
  'moment.minutes': '{minutes} min',
  'moment.minutes-ago': '{minutes, plural, one {# minute ago} other {# minutes ago}}',
  'moment.seconds': '{seconds} s',
  'moment.today': 'Today',
  'moment.tomorrow': 'tomorrow {time}',
  'moment.years': '{years, plural, one {# year} other {# years}}',
  'moment.yesterday': 'Yesterday',

  'nav.account': 'Account',
  'nav.label': 'Pages',
  'nav.library': 'Library',
  'nav.studio': 'Studio',

  'obstacle.asking': 'The last request is on its way.',
  'obstacle.credits':
    '{count, plural, =0 {This takes {credits} credits and none are left. The operator can add some.} one {This takes {credits} credits; one is left.} other {This takes {credits} credits; {left} are left.}}',
  'obstacle.fewer': '{count, plural, one {Ask for one picture} other {Ask for # pictures}}',
  'obstacle.offline': 'The server is out of reach. Your words stay here.',
  'obstacle.prompt-empty': 'Say what the picture should show.',
  'obstacle.prompt-too-long': 'The prompt is longer than this model takes.',
  'obstacle.region':
    'Its partner works in a region you do not allow. Choose another model, or allow the region under Account, Shared with.',
  'obstacle.seed': 'The seed is a whole number from 0 to 4294967295.',

  'offline.rest': 'What is here stays in this page; trying again.',
  'offline.short': 'Out of reach.',

  'panel.label': 'What to make',
  'panel.settings': 'Settings',

  'picture.absent': 'Not drawn, not charged',
  'picture.damaged': 'The stored bytes do not open any more',
  'picture.deleted': 'Deleted',
  'picture.deleting': 'Deleting…',
  'picture.gone': 'Forgotten',
  'picture.not-here': 'Not on this device any more',
  'picture.open': 'Picture {index} of {count}',
  'picture.opening': 'Opening…',
  'picture.unreached': 'Could not be fetched',
  'picture.unreadable': 'This browser cannot show the file. It can still be downloaded.',

  'policies.contact': 'Contact',
  'policies.content': 'Content policy',
  'policies.label': 'Policies',
  'policies.privacy': 'Privacy policy',
  'policies.proof': 'Proof',
  'policies.report': 'Report',
  'policies.terms': 'Terms',

  'prompt.bytes': '{bytes} of {maximum} bytes',
  'prompt.bytes-over': '{bytes} of {maximum} bytes: {over} too many',
  'prompt.label': 'Prompt',
  'prompt.placeholder': 'What should the picture show?',

  'queue.position': '{position, plural, =1 {Next in line} other {Number # in line}}',
  'queue.waiting': 'In line',

  'receipt.copied': 'Copied',
  'receipt.copy': 'Copy',

  'refusal-advice.hate': 'Leave out what demeans a group of people.',
  'refusal-advice.illegal': 'Ask for something that is lawful to make.',
  'refusal-advice.minors': 'Nothing that puts a child in such a picture can be made here.',
  'refusal-advice.other': 'Say it in other words, or ask for something else.',
  'refusal-advice.real-person': 'Describe an invented person instead of a real one.',
  'refusal-advice.self-harm':
    'Leave the injury out. If it is about you, please talk to somebody you trust today.',
  'refusal-advice.sexual': 'Leave out what is sexual or naked.',
  'refusal-advice.violence': 'Leave out the injury or the cruelty; the scene itself may be fine.',
  'refusal.change': 'What to change',
  'refusal.hate': 'Hate',
  'refusal.illegal': 'Unlawful acts',
  'refusal.input': '{by} did not take these words',
  'refusal.minors': 'Protection of children',
  'refusal.other': 'A rule of its own that it did not name',
  'refusal.output': '{by} made a picture and held it back',
  'refusal.real-person': 'Pictures of real people',
  'refusal.rule': 'Rule',
  'refusal.self-harm': 'Self-harm',
  'refusal.sexual': 'Sexual content',
  'refusal.violence': 'Violence',

  'ring.gone': 'Forgotten on the server; only this page has it now.',
  'ring.home': 'On this device only: the server has erased its copy.',
  'ring.keeping': 'It is being kept on this device.',
  'ring.not-kept': 'It is not kept on this device.',
  'ring.saved': 'Downloaded at {time}.',
  'ring.until': 'On the server until {time}.',

  'row.cancelling': 'Cancelling…',
  'row.charged': '{credits, plural, =0 {not charged} one {# credit} other {# credits}}',
  'row.held': '{credits, plural, one {# credit held} other {# credits held}}',
  'row.just-ended': 'It has only just ended',
  'row.less': 'Less',
  'row.more': 'More',
  'row.no-prompt': 'The words are not in this page',
  'row.ready': '{ready} of {count}',

  'seed.fault': 'A whole number from 0 to 4294967295.',
  'seed.figure': 'Seed figure',
  'seed.fixed': 'Fixed',
  'seed.label': 'Seed',
  'seed.last': 'Last used',
  'seed.random': 'Random',

  'session.ends': 'Ends in any case',
  'session.forgotten': 'Everything on the server is forgotten at sign-out or {time}',
  'session.idle': 'Ends if nothing more happens',
  'session.nothing': 'No words and no pictures of yours are held here',
  'session.nothing-held': 'Nothing held',
  'session.objects': 'Sealed objects held',
  'session.opened': 'Since',
  'session.page':
    'Finished pictures are kept in the library on this device, and the server erases its copies. Words that were not sent are in the memory of this page only.',

  'shut.text':
    'The server cannot be reached now, and nobody is signed in on this browser. A library that is kept here stays shut until its owner signs in, and that needs the network.',
  'shut.title': 'Sign in to open your library',

  'signed-out.all-devices': 'all devices',
  'signed-out.at': 'Signed out',
  'signed-out.bytes': 'Sealed bytes',
  'signed-out.bytes-how': 'removed within a minute',
  'signed-out.done': 'To the start page',
  'signed-out.given': 'Pictures you gave',
  'signed-out.keys': 'Keys',
  'signed-out.keys-how': 'destroyed before the answer',
  'signed-out.library': 'Library on this device',
  'signed-out.library-erased':
    '{count, plural, one {erased: one picture, {size}} other {erased: {figure} pictures, {size}}}',
  'signed-out.library-kept':
    '{count, plural, one {kept: one picture, {size}} other {kept: {figure} pictures, {size}}}',
  'signed-out.library-stuck': 'not erased: clear the data of this site',
  'signed-out.page': 'This page',
  'signed-out.page-how': 'memory cleared',
  'signed-out.pictures': 'Pictures made',
  'signed-out.prompts': 'Prompts',
  'signed-out.receipt': 'Receipt',
  'signed-out.sessions': 'Ended on',
  'signed-out.text': 'The server confirmed it. This slip is yours; it is kept nowhere else.',
  'signed-out.this-device': 'this device',
  'signed-out.title': 'The room is empty',
  'signed-out.unreadable': '{count, plural, =0 {none held} other {#, unreadable now}}',

  'size.choice': '{ratio}, {width} by {height} pixels',
  'size.label': 'Size',
  'size.other-shape': 'Your picture is {ratio}.',
  'size.pixels': '{width} × {height}',
  'size.take': 'Use {width} × {height}',

  'skip.content': 'To the content',
  'skip.pictures': 'To the pictures',
  'skip.prompt': 'To the prompt',

  'stage.title': 'Pictures of this sitting',

  'tab.done': 'Done',

  'theme.dark': 'Dark',
  'theme.device': 'As the device',
  'theme.label': 'Theme',
  'theme.light': 'Light',

  'toast.region': 'Notes',

  'unreachable.title': 'The studio did not open',

  'dropped.background': 'transparent background',
  'dropped.count': 'fewer at once',
  'dropped.note': '{model} does not take: {what}. Kept for a model that does.',
  'dropped.quality': 'quality',
  'dropped.seed': 'seed',
  'dropped.size': 'this size; the nearest is {width} × {height}',

  'mask.change': 'Change the mask',
  'mask.open': 'Redraw a part',
  'mask.shown': 'What is drawn anew',

  'obstacle.not-sent': 'A picture of yours was not taken in. Take it out to go on.',
  'obstacle.sending': 'Your pictures are still on their way.',

  'palette.label': 'Find anything to do',
  'palette.model': 'Model: {model}',
  'palette.none': 'Nothing of that name.',
  'palette.placeholder': 'What do you want to do?',
  'palette.size': 'Size {ratio} · {width} × {height}',

  'quality.high': 'High',
  'quality.label': 'Quality',
  'quality.low': 'Low',
  'quality.medium': 'Medium',
  'quality.usual': 'Usual',

  'references.add': 'Add a picture',
  'references.before':
    '{count, plural, one {A picture of yours is still held for this sitting.} other {# pictures of yours are still held for this sitting.}}',
  'references.drop': 'Drop pictures to use them with your words',
  'references.earlier': 'Move picture {number} forward',
  'references.label': 'Your pictures',
  'references.later': 'Move picture {number} back',
  'references.number': 'Picture {number}',
  'references.open': '{count, plural, one {Your picture} other {Your # pictures}}: open to change',
  'references.over':
    '{maximum, plural, =0 {{model} takes no pictures of your own; they wait for a model that does.} one {{model} takes one picture; the others wait.} other {{model} takes # pictures; the others wait.}}',
  'references.remove': 'Take out picture {number}',
  'references.sending': 'Sending picture {number}',
  'references.use': 'Use',

  'action.edit': 'Edit',
  'action.edit-name': 'Edit a part of this picture',
  'edit.model': '{model} is chosen now: {before} does not redraw parts.',
  'action.retry': 'Again',
  'action.retry-name': 'Ask for the same again',
  'action.use-as-reference': 'Use as picture of yours',
  'action.use-short': 'Use',
  'announce.reference': 'It is beside the prompt now, as picture {number}.',
  'announce.references-full': 'There is no room for another picture of yours.',
  'reuse.missing':
    '{count, plural, one {One picture it was given is neither on the server nor on this device any more, and is not beside the prompt.} other {# pictures it was given are neither on the server nor on this device any more, and are not beside the prompt.}}',
  'retry.missing':
    '{count, plural, one {One picture it was given is neither on the server nor on this device any more. Nothing was asked. Add it anew and ask again.} other {# pictures it was given are neither on the server nor on this device any more. Nothing was asked. Add them anew and ask again.}}',
} as const satisfies Record<string, string>
