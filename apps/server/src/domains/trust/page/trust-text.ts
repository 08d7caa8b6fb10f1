import type { Language } from '#policies/words.ts'
import type { JudgedPledge } from '../judge-pledges.ts'

interface TrustText {
  title: string
  description: string
  summary(proven: number, all: number): string
  lastRun(when: string): string
  noRun: string
  unprovenTitle: string
  contents: string
  sections: Readonly<
    Record<'pledges' | 'figures' | 'partners' | 'counts' | 'readers' | 'build' | 'verify', string>
  >
  proven(age: string): string
  unverified: Readonly<Record<NonNullable<JudgedPledge['why']>, string>>
  how: string
  shownBy: string
  never: string
  tests: string
  places: string
  live: string
  results: Readonly<Record<'good' | 'bad' | 'not-checked', string>>
  ago(age: string): string
  others: string
  figures: Readonly<Record<FigureName, string>>
  none: string
  partner: Readonly<Record<'name' | 'region' | 'keeps' | 'evidence' | 'nothing' | 'none' | 'more', string>>
  deletions: Readonly<Record<string, string>>
  counts: Readonly<Record<'none' | 'since' | 'authorities' | 'takeovers', string>>
  build: Readonly<Record<'version' | 'commit' | 'lockfile' | 'policy' | 'unknown' | 'program', string>>
  verify: readonly string[]
  number: string
  key: string
  signature: string
  of(amount: string, other: string): string
}

type FigureName =
  | 'sittings'
  | 'objects'
  | 'remains'
  | 'lag'
  | 'erasures'
  | 'unreadable'
  | 'gone'
  | 'deletions'

/** The words of the page. A link is written as in the documents: `[words](/place)`. */
export const trustText: Readonly<Record<Language, TrustText>> = {
  en: {
    title: 'Proof',
    description: 'Every promise of this installation, how it is kept, and when that was last shown to be so.',
    summary: (proven, all) =>
      `${proven} of ${all} promises were shown to hold on this installation in the last 24 hours.`,
    lastRun: (when) =>
      `The program looks at itself once a day, as a person and from outside, and signs what it finds. Last: ${when}.`,
    noRun:
      'The program looks at itself once a day, as a person and from outside, and signs what it finds. It has not done so here yet, so nothing is shown.',
    unprovenTitle: 'Not shown now:',
    contents: 'On this page',
    sections: {
      pledges: 'What is promised',
      figures: 'Figures of this moment',
      partners: 'Partners and their terms',
      counts: 'Authorities and takeovers',
      readers: 'Who can read what, and when',
      build: 'Which program this is',
      verify: 'Check it yourself',
    },
    proven: (age) => `Proven ${age}`,
    unverified: {
      never: 'Unverified: not looked at yet',
      old: 'Unverified: last shown more than a day ago',
      bad: 'Unverified: the last look found it otherwise',
      'not-checked': 'Unverified: it could not be seen from here',
    },
    how: 'How',
    shownBy: 'Last proof',
    never: 'not made yet',
    tests: 'Tests',
    places: 'Code',
    live: 'Now',
    results: { good: 'Good', bad: 'Found otherwise', 'not-checked': 'Not checked' },
    ago: (age) => `${age} ago`,
    others: 'Also looked at',
    figures: {
      sittings: 'Sessions that hold content',
      objects: 'Sealed prompts and pictures held',
      remains: 'Ended sessions whose sealed bytes are still to go',
      lag: 'Since the last whole round of forgetting',
      erasures: 'Accounts erased',
      unreadable: 'Until nobody could read them',
      gone: 'Until they were gone',
      deletions: 'Early deletions at partners',
    },
    none: 'none',
    partner: {
      name: 'Partner',
      region: 'Works in',
      keeps: 'Keeps at most',
      evidence: 'Terms read',
      nothing: 'nothing',
      none: 'No partner outside is enabled here: pictures are drawn inside this program, and nothing leaves it.',
      more: 'The whole terms of each: [privacy policy](/privacy#partners).',
    },
    deletions: {
      deleted: 'deleted',
      'never-stored': 'never stored',
      expired: 'gone by its own time',
      'requested-in-writing': 'asked in writing',
      'not-possible-before': 'not possible sooner',
      waiting: 'being asked',
      'to-write': 'to be asked in writing',
      written: 'asked in writing, no answer yet',
    },
    counts: {
      none: 'This installation runs on one computer, for the person at it: nobody else could be asked for anything.',
      since: 'Counted since',
      authorities: 'Requests of authorities answered with data',
      takeovers: 'Takeovers of the service',
    },
    build: {
      version: 'Version',
      commit: 'Commit',
      lockfile: 'Packages (SHA-256 of the lock file)',
      policy: 'Privacy policy',
      unknown: 'not known here',
      program: 'of this program',
    },
    verify: [
      'The newest run as it was signed: [trust.json](/.well-known/trust.json), under “latest”.',
      'The signature is Ed25519 over the run as canonical JSON (RFC 8785). The public key is auditSigningKey in [privacy.json](/.well-known/privacy.json).',
      'It says that this installation found this. It cannot say that its program is the one that is published: whoever changes a program can also change what it says of itself.',
    ],
    number: 'Run',
    key: 'Public key',
    signature: 'Signature',
    of: (amount, other) => `half within ${amount}, 99 of 100 within ${other}`,
  },
}
