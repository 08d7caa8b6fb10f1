import type { Pledge } from '../pledge-shape.ts'

/** What is held about a person, and what they decide about it. */
export const personPledges = {
  P02: {
    sentence: {
      en: 'Of your sign-in provider we keep four things: name, e-mail address, its id for you, your picture’s address. No password, no token.',
    },
    mechanism: {
      en: 'The provider’s answer is verified, read and dropped within one request. No column could hold a token, and what is kept is sealed.',
    },
    places: ['apps/server/src/domains/identity/provider.ts', 'database/tables/accounts.sql'],
    tests: [
      'apps/server/src/domains/identity/real-peer.test.ts',
      'apps/server/src/domains/identity/hostile-sign-in.test.ts',
      'database/inventory.test.ts',
    ],
    checks: ['schema', 'canary'],
  },
  P04: {
    sentence: { en: 'Whatever is kept for a time is deleted when that time is over.' },
    mechanism: {
      en: 'Each table says how long its rows last, and the sweeper reads the figure. A message through the contact form goes {answered-letter} after it is answered, and {unanswered-letter} after it came where it never is.',
    },
    places: ['policies/retention.ts', 'apps/server/src/sweeping.ts'],
    tests: [
      'apps/server/src/domains/correspondence/letters.test.ts',
      'apps/server/tests/anybody-may-write.test.ts',
      'tools/inventory/inventory.test.ts',
      'apps/server/src/domains/rights/erasure/finish-erasures.test.ts',
    ],
    checks: ['retention'],
  },
  P06: {
    sentence: {
      en: 'Your device is two words, such as “Firefox on Linux”, for {device-family}. Your network address is not stored.',
    },
    mechanism: {
      en: 'The words are read off and the rest is dropped. The address serves in memory to slow down floods. Neither has a field in the log.',
    },
    places: [
      'apps/server/src/domains/identity/device-family.ts',
      'apps/server/src/platform/logger/log-codes.ts',
    ],
    tests: [
      'apps/server/src/domains/identity/sessions.test.ts',
      'apps/server/tests/the-log-says-only-what-is-listed.test.ts',
    ],
    checks: ['schema', 'retention'],
  },
  P07: {
    sentence: {
      en: 'Use is counted in daily sums that name nobody, and not at all for you if you object or your browser sends Global Privacy Control.',
    },
    mechanism: {
      en: 'No page loads anything from elsewhere. Sums are kept by day, event, model and kind of browser; below twenty they are not shown, and go when the day is over. Objection and signal are asked before each count.',
    },
    places: [
      'apps/server/src/domains/analytics/index.ts',
      'apps/server/src/domains/rights/choices/choices.ts',
      'apps/server/src/http/security-headers.ts',
    ],
    tests: [
      'apps/server/tests/counts-name-nobody.test.ts',
      'apps/server/tests/what-a-person-decides-holds.test.ts',
      'apps/studio/tests/the-public-pages.browser.test.ts',
    ],
    checks: ['pages', 'signal', 'decisions'],
  },
  P25: {
    sentence: {
      en: 'You can see everything that is held about you now, with its purpose, recipients and end.',
    },
    mechanism: {
      en: 'It is counted in the store, table by table as the inventory names them, when you ask.',
    },
    places: ['apps/server/src/domains/rights/held/show-held.ts'],
    tests: ['apps/server/tests/what-we-hold-is-what-there-is.test.ts'],
    checks: ['held'],
  },
  P26: {
    sentence: { en: 'You can correct name and e-mail address, and remove the picture. It stays so.' },
    mechanism: {
      en: 'A correction is sealed beside what the provider said and outlasts the next sign-in.',
    },
    places: ['apps/server/src/domains/rights/profile/correct.ts'],
    tests: [
      'apps/server/tests/what-a-person-decides-holds.test.ts',
      'apps/studio/tests/a-person-uses-their-rights.browser.test.ts',
    ],
    checks: ['correction'],
  },
  P27: {
    sentence: { en: 'Delete means gone: keys first, then every row, and no backup brings it back.' },
    mechanism: {
      en: 'Partners are asked to delete, you get a signed receipt, and a list kept beside the database has the account erased again should it ever return.',
    },
    places: [
      'apps/server/src/domains/rights/erasure/erase-account.ts',
      'apps/server/src/domains/rights/tombstones/tombstone-file.ts',
    ],
    tests: [
      'apps/server/tests/erasing-a-person-leaves-nobody-else-changed.test.ts',
      'apps/server/src/domains/rights/tombstones/tombstone-file.test.ts',
    ],
    checks: ['erasure', 'tombstones'],
  },
  P28: {
    sentence: {
      en: 'What is optional has a switch each, and one stops all use. It holds from the next request.',
    },
    mechanism: {
      en: 'Whoever would do something optional asks for each request anew. A stop is looked at where a request is.',
    },
    places: ['apps/server/src/domains/rights/choices/choices.ts'],
    tests: ['apps/server/tests/what-a-person-decides-holds.test.ts'],
    checks: ['decisions'],
  },
  P29: {
    sentence: { en: 'You can take everything along, at once, in a form that programs read.' },
    mechanism: {
      en: 'One zip, made while you read it: JSON with its schema, and what your session still holds.',
    },
    places: ['apps/server/src/domains/rights/export/export-account.ts'],
    tests: ['apps/server/tests/a-person-takes-everything-along.test.ts'],
    checks: ['export'],
  },
  P30: {
    sentence: { en: 'No advertising mail without your yes.' },
    mechanism: {
      en: 'The switch is off until you turn it on; news go to no address but one your provider has verified. Kinds of mail are a closed list; in each one with news is a link that ends it with one press, without signing in.',
    },
    places: [
      'apps/server/src/domains/rights/choices/optional-purposes.ts',
      'apps/server/src/domains/news/unsubscribe-token.ts',
      'policies/other-items.ts',
    ],
    tests: [
      'apps/server/tests/what-a-person-decides-holds.test.ts',
      'apps/server/tests/news-goes-to-whoever-said-yes.test.ts',
    ],
    checks: ['decisions'],
  },
  P32: {
    sentence: {
      en: 'The age is asked before an account is made, and never stored: only the limit that was passed.',
    },
    mechanism: {
      en: 'The limit is the highest that any enabled partner asks. Whoever is younger leaves nothing here but a cookie for {age-refusal}. A report of a child’s account leads to its erasure.',
    },
    places: ['apps/server/src/domains/identity/sign-in-handlers.ts', 'policies/age.ts'],
    tests: [
      'apps/server/src/domains/identity/signing-in.test.ts',
      'apps/server/src/domains/correspondence/letters.test.ts',
    ],
    checks: ['ages'],
  },
} as const satisfies Record<string, Pledge>
