/** What the privacy page of an account says, in ICU message form. */
export const catalogue = {
  'held.again': 'Read again',
  'held.as-of': 'As it was at {time}.',
  'held.because': 'Why it may be: {because} (GDPR {gdpr}, PIPL {pipl})',
  'held.ends-account': 'until you delete the account',
  'held.ends-after': '{length} at most',
  'held.ends-at': 'gone by {when} at the latest',
  'held.ends-when': 'goes when its sitting ends',
  'held.ends-enabled': 'as the operator’s log is kept',
  'held.loading': 'Reading what there is…',
  'held.nothing-else':
    'There is nothing beside these classes. A test compares this list with a search of everything stored.',
  'held.oldest': 'oldest {when}',
  'held.parts': 'What it consists of',
  'held.pseudonym': 'It knows you by a pseudonym only.',
  'held.purpose': 'What for',
  'held.recipients': 'Who may receive it',
  'held.text':
    'Every class of data there is about you on this server, as the database has it at this moment. Your library is on your own device and not in this list.',
  'held.title': 'What we hold about you now',
  'held.uncounted': 'not counted',

  'erase.also': 'Your credits: {credits, plural, one {# credit is} other {# credits are}} lost.',
  'erase.ask': 'Delete account…',
  'erase.button': 'Delete my account for good',
  'erase.key': 'Receipt key',
  'erase.key-why': 'Should the connection break: {address} has the receipt for this key, {lasting}.',
  'erase.keys':
    'First every key is destroyed: prompts and pictures on this server can be read by nobody from then on.',
  'erase.label': 'To go on, type {word}',
  'erase.library': 'Erase the library on this device too',
  'erase.library-goes': '{count, plural, one {One picture goes} other {# pictures go}} with it.',
  'erase.library-stays':
    '{count, plural, one {One picture stays} other {# pictures stay}} in this browser, and no account opens that library any more: download first what you want to keep.',
  'erase.partners':
    'Partners that may still have something are put on a list first and asked to delete it; the receipt names each with its last day.',
  'erase.rows': 'Then everything that leads to you goes: account, browsers, requests, links to pseudonyms.',
  'erase.stays': 'What stays names nobody, and goes in its time:',
  'erase.text':
    'The account and everything tied to it goes at once. Nobody can undo this, us included. You get a signed receipt, and may sign up anew at any time.',
  'erase.title': 'Delete the account',
  'erase.type-first': 'Type the word first.',

  'gone.again': 'You may sign up anew at any time, as somebody new.',
  'gone.asked': 'Asked',
  'gone.bytes': 'Sealed bytes gone by',
  'gone.download': 'Download the receipt',
  'gone.erased': 'No row led to you from',
  'gone.from': 'Signed by',
  'gone.library': 'Library on this device',
  'gone.library-erased': 'erased: {count, plural, one {one picture} other {# pictures}}',
  'gone.library-kept': 'kept as it was',
  'gone.library-stuck': 'the browser did not let go of it: clear this site’s data in its settings',
  'gone.number': 'Request',
  'gone.remains': 'What stays, why and until when',
  'gone.rows': '{rows, plural, one {# row} other {# rows}}',
  'gone.start': 'To the start page',
  'gone.state-asked-to-delete':
    'asked to delete {items, plural, one {# item} other {# items}}; gone by {when} at the latest',
  'gone.state-gone-by-then': '{items, plural, one {# item} other {# items}}; gone by {when}, no earlier way',
  'gone.state-to-be-asked-in-writing':
    'the operator writes to them about {items, plural, one {# item} other {# items}}; gone by {when} at the latest',
  'gone.text':
    'Take the receipt with you: the server keeps it sealed until the day named below, for whoever has its key. Its signature can be checked by anybody with the published key.',
  'gone.title': 'Your account is gone',
  'gone.unreadable': 'Unreadable for everybody from',
  'gone.until': 'until {when}',
  'gone.what-book': 'Book entries of credits',
  'gone.what-balance': 'The balance of the books',
  'gone.what-ledger': 'The ledger of sends',
  'gone.what-deletions': 'Deletions asked of partners',
  'gone.what-requests': 'Your requests about your data',
  'gone.what-record': 'Entries in the record of what operators did',
  'gone.what-receipt': 'This receipt, sealed',
  'gone.what-tombstone': 'The random number of the account',
  'gone.receipt': 'Receipt of an erased account',

  'unanswered.receipt': 'To fetch the receipt later',
  'unanswered.text':
    'The server did not answer in the middle of it. It goes on with what it began as soon as it can; this page asks until it knows, and shows the receipt then. You may leave: keep what stands below.',
  'unanswered.title': 'The answer did not come',
  'unanswered.where': 'Address',

  'take.button': 'Download everything',
  'take.schema': 'What the files look like (JSON Schema)',
  'take.taken': 'Made and handed to your browser.',
  'take.taking': 'Packing…',
  'take.text':
    'One zip, made at once: every class above as JSON with its schema, and the pictures, prompts and images of this browser, opened for this download only. What other browsers hold is listed with its end.',
  'take.title': 'Take everything with you',

  'correct.email': 'E-mail you write to us from; it signs nobody in',
  'correct.email-news':
    'Your provider has verified {said}: news, if you want them, go there, and a letter about your data is known from there as yours.',
  'correct.email-no-news':
    'No news can be sent: they go to no address but one that your provider has verified, and it gave none.',
  'correct.name': 'Name',
  'correct.picture': 'Keep the address of my picture',
  'correct.picture-kept':
    'Your provider gave one. It is never loaded here; switched off, its address is removed and not taken again.',
  'correct.picture-none': 'None is kept now. Switched off, none is taken at the next sign-in either.',
  'correct.said': 'Your provider says {said}',
  'correct.save': 'Save',
  'correct.saving': 'Saving…',
  'correct.text':
    'What your provider says is kept sealed. What you put right here outlasts the next sign-in.',
  'correct.title': 'Correct',
  'correct.unchanged': 'Nothing is changed yet.',

  'choices.analytics': 'Analytics',
  'choices.analytics-text':
    'Counts per day over everybody, such as how many pictures were made. Nobody is in them, and fewer than twenty are not shown.',
  'choices.by-browser': 'Switched off by your browser on {when}.',
  'choices.by-mail': 'Switched off by the link in a mail on {when}.',
  'choices.by-person': 'Decided by you on {when}.',
  'choices.under-version': 'Version {version} of the policies held then.',
  'choices.honoured': 'Opt-out honoured.',
  'choices.honoured-how':
    'This browser sends the Global Privacy Control signal, so both are off for your account.',
  'choices.marketing': 'News by mail',
  'choices.marketing-text':
    'Off until you want it. It goes to the address you sign in with. One click in any of the mails ends it.',
  'choices.restrict': 'Stop all use of my data',
  'choices.restrict-text':
    'Everything is kept and nothing is used: you can sign in, see, download and delete, and lift the stop. What is being made is cancelled.',
  'choices.text': 'A switch holds from the next request on. Nothing here is needed for making pictures.',
  'choices.title': 'Object and stop',

  'stopped.lift': 'Lift the stop',
  'stopped.lifting': 'Lifting it…',
  'stopped.text':
    'Until you lift the stop, only your rights are served. What you hold on your own device is untouched.',
  'stopped.title': 'All use of your data is stopped',

  'requests.by-form': 'by the form',
  'requests.by-mail': 'by mail',
  'requests.disagree':
    'If you do not agree, write to us, or turn to the data protection authority where you live.',
  'requests.due': 'due by {when}',
  'requests.kind-access': 'See what is held',
  'requests.kind-correct': 'Correct',
  'requests.kind-erase-account': 'Delete the account',
  'requests.kind-erase-content': 'Delete content',
  'requests.kind-export': 'Download everything',
  'requests.kind-lift': 'Lift the stop',
  'requests.kind-object': 'Allow or object',
  'requests.kind-restrict': 'Stop all use',
  'requests.none': 'You have not used one yet.',
  'requests.outcome-done': 'done {when}',
  'requests.outcome-not-found': 'nobody found, {when}',
  'requests.outcome-refused': 'refused {when}',
  'requests.reason-identity-not-shown':
    'Nobody could tell that the account is yours, so it was not done for whoever asked. Signed in, you can do it yourself on this page.',
  'requests.reason-law-asks-to-keep':
    'A law asks us to keep what should have gone. It goes when its time is over; the times stand above and in the privacy policy.',
  'requests.reason-rights-of-others':
    'It would have shown what is somebody else’s. Everything that is yours alone you can download above.',
  'requests.reason-unfounded-or-excessive':
    'The same was asked again and again, or something that this right does not give.',
  'requests.text': 'Each use of a right with its clock. The law gives us a month; most are done at once.',
  'requests.title': 'Your requests',
  'requests.write': 'Write to us',

  'content.ask': 'Delete all content…',
  'content.at': 'Keys destroyed',
  'content.button': 'Delete all content',
  'content.erasing': 'Deleting…',
  'content.keys': '{sittings, plural, one {# key} other {# keys}} destroyed',
  'content.objects': 'Sealed objects gone with them',
  'content.receipt': 'Receipt of deleted content',
  'content.sittings': 'Sittings',
  'content.text':
    'Prompts, pictures and images on this server go, in every browser you are signed in with. The account stays.',
  'content.title': 'Delete content, keep the account',
  'content.what':
    'The keys are destroyed first, so nobody can read any of it from then on. What is being drawn is cancelled and not charged. This cannot be undone. Your library on your devices stays.',
} as const
