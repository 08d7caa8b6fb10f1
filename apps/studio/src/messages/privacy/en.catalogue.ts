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
    'The account and everything tied to it goes at once. This cannot be undone, by us neither. You get a signed receipt, and may sign up anew at any time.',
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
    'This is the only copy of the receipt: it is in this page alone, and not kept on the server. Its signature can be checked by anybody with the published key.',
  'gone.title': 'Your account is gone',
  'gone.unreadable': 'Unreadable for everybody from',
  'gone.until': 'until {when}',
  'gone.what-book': 'Book entries of credits',
  'gone.what-balance': 'The balance of the books',
  'gone.what-ledger': 'The ledger of sends',
  'gone.what-deletions': 'Deletions asked of partners',
  'gone.what-requests': 'Your requests about your data',
  'gone.what-tombstone': 'The random number of the account',
  'gone.receipt': 'Receipt of an erased account',
} as const
