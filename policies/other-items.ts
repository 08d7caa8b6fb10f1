import type { Schema } from '../database/schema.ts'
import type { InventoryItem } from './inventory-shape.ts'

/*
 * What is held and is no column. Each list is closed: the check compares it with the code that writes (tools/inventory),
 * and what it does not name fails the build. Owner: the privacy lead.
 */

const sealed = {
  subject: 'person',
  category: 'content',
  purpose: 'content-processing',
  retention: 'vault',
} as const

/** Sealed objects below DATA_DIR/objects, by the kind that their row says. */
export const objectKinds = {
  prompt: { ...sealed, note: 'the words of a generation' },
  upload: { ...sealed, note: 'a picture of your own, without its metadata' },
  mask: { ...sealed, note: 'what of a picture is to be drawn anew' },
  partial: { ...sealed, note: 'a coarse early state of an image' },
  image: { ...sealed, note: 'a result; it goes sooner once your device has it' },
} as const satisfies Record<Schema['objects']['kind'], InventoryItem>

/** Every cookie that is set. All are necessary for what you ask for, so nobody is asked for consent. */
export const cookies = {
  session: {
    subject: 'person',
    category: 'session-index',
    purpose: 'sign-in',
    retention: 'session',
    note: 'keeps you signed in, and is the only thing that opens your content',
  },
  signin: {
    subject: 'person',
    category: 'sign-in-state',
    purpose: 'sign-in',
    retention: 'sign-in',
    note: 'holds one sign-in together while you are at the provider',
  },
  age: {
    subject: 'person',
    category: 'age-attestation',
    purpose: 'age',
    retention: 'age-refusal',
    note: 'says that the age was not met; nothing else is kept of such a sign-in',
  },
} as const satisfies Record<string, InventoryItem>

const demo = {
  subject: 'person',
  category: 'sign-in-state',
  purpose: 'sign-in',
  retention: 'sign-in',
} as const

/** Set by the demo sign-in alone, which runs on one computer and stands in for a provider. */
export const demoCookies = {
  'demo-interaction': { ...demo, note: 'the page of the demo sign-in' },
  'demo-resume': { ...demo, note: 'leads back from the page of the demo sign-in' },
  'demo-session': { ...demo, note: 'the demo provider’s own session' },
} as const satisfies Record<string, InventoryItem>

const line = { subject: 'pseudonym', purpose: 'operation', retention: 'operator-log' } as const

/** Every field that a line of the log can have beside its time, level and code. */
export const logFields = {
  accountReference: { ...line, category: 'pseudonym', note: 'whose' },
  generationId: { ...line, category: 'identifier', note: 'which generation' },
  sessionId: { ...line, category: 'identifier', note: 'which session' },
  vaultId: { ...line, category: 'identifier', note: 'which sitting' },
  workerId: { ...line, category: 'identifier', note: 'which worker' },
  partner: { ...line, category: 'recipient', note: 'which partner' },
  model: { ...line, category: 'request-parameter', note: 'which model' },
  route: { ...line, category: 'state', note: 'which route of ours, by its name' },
  method: { ...line, category: 'state', note: 'the method of a request' },
  status: { ...line, category: 'state', note: 'the status of an answer' },
  durationMs: { ...line, category: 'counter', note: 'how long it took' },
  count: { ...line, category: 'counter', note: 'how many' },
  sizeBytes: { ...line, category: 'counter', note: 'how large' },
  incident: { ...line, category: 'identifier', note: 'the number of a defect, as its page showed it' },
  errorCode: { ...line, category: 'state', note: 'a code of the closed list' },
  reason: { ...line, category: 'state', note: 'a word of ours' },
  port: { ...line, category: 'counter', note: 'the port of the server' },
  state: { ...line, category: 'state', note: 'how far something has got' },
  attempt: { ...line, category: 'counter', note: 'which attempt' },
} as const satisfies Record<string, InventoryItem>

const label = {
  subject: 'none',
  category: 'measure',
  purpose: 'operation',
  retention: 'while-running',
} as const

/** Every label of a metric. No value of one comes from a person. */
export const metricLabels = {
  route: { ...label, note: 'which route of ours' },
  method: { ...label, note: 'the method of a request' },
  status: { ...label, note: 'the class of a status, such as 2xx' },
  model: { ...label, note: 'which model' },
  phase: { ...label, note: 'how a generation ended' },
  outcome: { ...label, note: 'what became of a mail' },
} as const satisfies Record<string, InventoryItem>

const mail = { subject: 'person', category: 'mail', retention: 'unsent-mail' } as const

/** Every kind of mail that is sent. */
export const mails = {
  news: { ...mail, purpose: 'marketing', note: 'news of the service, to whoever said yes' },
  trial: { ...mail, purpose: 'operation', note: 'to the operator, to see that mail goes out' },
  'letter-came': {
    ...mail,
    purpose: 'correspondence',
    note: 'to the operator: a message or a report came; random id and kind, no words',
  },
  'letter-half-over': {
    ...mail,
    purpose: 'correspondence',
    note: 'to the operator: half of the time for an answer is over; random id and kind, no words',
  },
  'case-half-over': {
    ...mail,
    purpose: 'rights',
    note: 'to the operator: half of the time of a case is over; random id and kind, no words',
  },
  'letter-answer': {
    ...mail,
    purpose: 'correspondence',
    note: 'to whoever wrote through a form: the answer',
  },
} as const satisfies Record<string, InventoryItem>

const own = { subject: 'none', purpose: 'operation', retention: 'installation' } as const

/** What lies in DATA_DIR. */
export const files = {
  postgres: {
    ...own,
    subject: 'person',
    category: 'identifier',
    note: 'the embedded database: the tables of this inventory',
  },
  'postgres.log': {
    ...own,
    category: 'state',
    note: 'what the database says, without statements and values',
  },
  objects: {
    ...own,
    subject: 'person',
    category: 'content',
    retention: 'vault',
    note: 'the sealed objects of this inventory',
  },
  'installation.key': { ...own, category: 'key', note: 'the installation key, where it was made by itself' },
  tombstones: {
    ...own,
    subject: 'pseudonym',
    category: 'identifier',
    purpose: 'erasure',
    retention: 'tombstone',
    note: 'the random ids of erased accounts, so that a backup put back cannot bring one back',
  },
  'audit-self-test': {
    ...own,
    category: 'measure',
    retention: 'while-running',
    note: 'for a moment each day: made-up words, which the search for open content has to find',
  },
  address: {
    ...own,
    category: 'state',
    note: 'where the running server answers, for programs of the same machine',
  },
} as const satisfies Record<string, InventoryItem>

const onDevice = { subject: 'person', purpose: 'content-processing', retention: 'device' } as const

/** What the studio keeps on the person's own device, where the server cannot read it. Named by how the name begins. */
export const browserStorage = {
  gptimage: { ...onDevice, category: 'content', note: 'files of the library: pictures you kept' },
  'gptimage-library-': {
    ...onDevice,
    category: 'content',
    note: 'the library’s list: prompts, settings, small prints',
  },
  'gptimage.kept.': { ...onDevice, category: 'counter', note: 'how many pictures the library has' },
  'gptimage.settings': {
    ...onDevice,
    subject: 'none',
    category: 'choice',
    note: 'theme, last model and size',
  },
  'gptimage-open-library': {
    ...onDevice,
    category: 'identifier',
    note: 'which library is open, so that it opens offline',
  },
  'gptimage-shell-': {
    ...onDevice,
    subject: 'none',
    purpose: 'operation',
    category: 'program',
    note: 'the studio itself, so that it opens offline',
  },
} as const satisfies Record<string, InventoryItem>
