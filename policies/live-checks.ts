import type { Words } from './words.ts'

/**
 * What `gptimage audit` looks at on the running installation, each with what it does in plain words. The list is closed:
 * the pledges name these, and the compiler asks for the code of each. Owner: the privacy lead.
 */
export const liveChecks = {
  scanner: {
    en: 'A marker is laid open into the data folder in every spelling. The search must find each, or it proves nothing.',
  },
  canary: {
    en: 'A picture is made of words that exist nowhere else, by an account of the program’s own. Database, write-ahead log, objects, logs and temporary files are searched for them, while it works and after.',
  },
  forgetting: {
    en: 'That session is ended. The keys must be gone with it, and the sealed bytes within their time.',
  },
  refusal: { en: 'Something forbidden is asked for. It must be refused with its category and cost nothing.' },
  held: {
    en: 'What the program says that it holds of its own account is compared with a search of every table.',
  },
  correction: { en: 'The name of its own account is corrected, and must be told so.' },
  decisions: {
    en: 'Marketing must wait for a yes, an objection must hold, a stop of all use must stop at the next request.',
  },
  export: {
    en: 'Everything about its own account is asked for, and must come at once with the words in it.',
  },
  rank: {
    en: 'Its own account, which is a person’s, asks for what is there for operators. It must be told that there is nothing.',
  },
  cookies: {
    en: 'The session’s cookie must be closed to scripts and to other sites, and secure under https.',
  },
  erasure: {
    en: 'Its own account is erased. The receipt must verify, and no row of any table may lead to it.',
  },
  schema: { en: 'Every column of the database must stand in the inventory, and nothing else.' },
  vaults: { en: 'No key of a session’s content may live past its limits.' },
  bytes: { en: 'No sealed bytes may outlast their destroyed keys by more than is stated.' },
  retention: { en: 'No row may be older than its figure, in any table that has one.' },
  ages: { en: 'No account may have passed a lower age than the lowest there is.' },
  partners: {
    en: 'Each enabled partner’s terms must be within the limits: time, training, age of the evidence, an encrypted address.',
  },
  sends: {
    en: 'Nothing may have been sent without a row of the ledger, and the ledger may name no other send.',
  },
  deletions: { en: 'No early deletion may be due and unasked.' },
  books: { en: 'The entries of each book of credits must add up to its balance.' },
  tombstones: {
    en: 'The list of erased accounts must be whole, and nobody on it may have an account.',
  },
  clocks: { en: 'No report, message or request may be past the time in which it is to be answered.' },
  record: {
    en: 'The record of what operators do must be whole: each entry proves all before it.',
  },
  headers: { en: 'Each answer must carry the headers that keep other sites and scripts out.' },
  pages: { en: 'No public page may load anything from elsewhere, or set a cookie.' },
  access: { en: 'Each route of a session is asked without one, and must refuse.' },
  attacks: {
    en: 'Hostile requests are sent as a stranger would. Each must be refused as stated, and hear nothing of itself again.',
  },
  signal: { en: 'The Global Privacy Control file must say that the signal is honoured.' },
  recipients: { en: 'The published list of partners must be the list of those enabled.' },
  'payment-asks': {
    en: 'The list of what payment companies ask must be whole, and each state what the settings make it.',
  },
  disclosures: {
    en: 'What the pages count as disclosed is counted anew, one by one, and each must be what the record says was entered.',
  },
  operator: { en: 'The pages must name the operator, and how to reach them.' },
  policy: { en: 'What this build keeps must be a published version, and the page must say which.' },
  log: { en: 'Each line of the log must be one of the closed list.' },
  fences: { en: 'Debugger, dumps, traces and unchecked certificates must be off, the data folder closed.' },
} as const satisfies Record<string, Words>

export type LiveCheck = keyof typeof liveChecks

/** How a check can end, and why. Closed, so that a result says nothing else. */
export const auditReasons = {
  'as-stated': { en: 'as promised' },
  'database-elsewhere': {
    en: 'as promised, as far as can be seen from here: the database lies elsewhere, its rows were searched and its files were not',
  },
  found: { en: 'something was found that must not be there' },
  differs: { en: 'it is not what is stated' },
  overdue: { en: 'something is past its time' },
  'answered-otherwise': { en: 'the program answered otherwise than it must' },
  'no-server': { en: 'no server was running' },
  'not-visible': { en: 'this cannot be seen from where the check ran' },
  'not-reached': { en: 'the check before it did not come to its end' },
  'took-too-long': { en: 'it took longer than a check may' },
  failed: { en: 'the check itself failed' },
} as const satisfies Record<string, Words>

export type AuditReason = keyof typeof auditReasons
