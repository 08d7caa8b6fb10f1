import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Route, type RouteName, routes } from '#contract'
import {
  askDatabase,
  type Client,
  createClient,
  signIn,
  signOut,
  start,
  startTestServer,
  type TestServer,
  upload,
  waitFor,
} from '#testkit'

/* T08: every route of the contract, asked by everyone. A route without a row fails. */

type Actor = 'anonymous' | 'owner' | 'other' | 'operator' | 'expired' | 'signedOut'

interface Row {
  body?: unknown
  /** What a page would post. */
  form?: Readonly<Record<string, string>>
  headers?: Record<string, string>
  /** What stands for `:id`: something of the owner's. */
  of?: 'generation' | 'image' | 'secondImage' | 'session' | 'upload' | 'partner' | 'case'
  expected: Readonly<Record<Actor, number>>
}

const open = (status: number): Row['expected'] => ({
  anonymous: status,
  owner: status,
  other: status,
  operator: status,
  expired: status,
  signedOut: status,
})
const own = (owner: number, other = owner): Row['expected'] => ({
  anonymous: 401,
  owner,
  other,
  // Whoever runs the place reaches nothing of anybody's either.
  operator: other,
  expired: 401,
  signedOut: 401,
})
/** To anyone else there is nothing there. */
const operators = (operator: number): Row['expected'] => ({ ...open(404), operator })
const foreign = (owner: number): Row['expected'] => own(owner, 404)
const today = new Date().toISOString().slice(0, 10)
const mark = 'm'.repeat(22)
const wish = { model: 'builtin/sketch', widthPx: 512, heightPx: 512, count: 1 }

/** Rows in the order in which they are asked: what removes comes last. */
const rows: Readonly<Record<RouteName, Row>> = {
  home: { expected: open(200) },
  signIn: { expected: open(302) },
  callback: { expected: open(400) },
  ageQuestion: { expected: open(400) },
  ageAnswer: { expected: open(400) },
  policyNews: { expected: open(400) },
  policyNewsAnswer: { expected: open(400) },
  healthz: { expected: open(200) },
  readyz: { expected: open(200) },
  openapi: { expected: open(200) },
  privacy: { expected: open(200) },
  terms: { expected: open(200) },
  contentPolicy: { expected: open(200) },
  trust: { expected: open(200) },
  trustJson: { expected: open(200) },
  contact: { expected: open(200) },
  report: { expected: open(200) },
  letterState: { expected: open(200) },
  // What they post is no form.
  sendMessage: { expected: open(400) },
  sendReport: { expected: open(400) },
  findLetterState: { expected: open(400) },
  deleteLetter: { expected: open(400) },
  privacyJson: { expected: open(200) },
  partnersJson: { expected: open(200) },
  gpcJson: { expected: open(200) },
  // Nobody is named on loopback, and a file without a contact is none.
  securityTxt: { expected: open(404) },
  robots: { expected: open(200) },
  sitemap: { expected: open(200) },
  // Without the secret of a mail there is nothing behind it, for nobody.
  unsubscribePage: { expected: open(404) },
  unsubscribe: { expected: open(404) },
  // All of them come through a proxy, and without a token only this machine itself reads the metrics.
  metrics: { expected: open(404) },
  operatorQueue: { expected: operators(200) },
  requestForm: { expected: operators(200) },
  openRequest: {
    expected: operators(302),
    form: { form: mark, email: 'owner@example.org', kind: 'export', channel: 'mail', receivedOn: today },
  },
  transparencyForm: { expected: operators(200) },
  recordLegalDisclosure: {
    expected: operators(302),
    form: {
      form: mark,
      kind: 'authority-request',
      happenedOn: today,
      country: 'DE',
      outcome: 'refused',
      accounts: '1',
    },
  },
  operatorCase: { of: 'case', expected: operators(200) },
  // Nobody wrote anything that could be opened: it is a use of a right.
  openCaseWords: { of: 'case', expected: operators(404) },
  makeCaseExport: { of: 'case', expected: operators(200) },
  answerCase: { of: 'case', expected: operators(302), form: { outcome: 'done' } },
  getSession: { expected: own(200) },
  listDevices: { expected: own(200) },
  listModels: { expected: own(200) },
  quote: { expected: own(200), body: wish },
  listGenerations: { expected: own(200) },
  startGeneration: {
    expected: own(202),
    body: { ...wish, prompt: 'a fox' },
    headers: { 'Idempotency-Key': 'the-matrix-asks-this-once' },
  },
  getGeneration: { of: 'generation', expected: foreign(200) },
  getImage: { of: 'image', expected: foreign(200) },
  cancelGeneration: { of: 'generation', expected: foreign(202) },
  resumeGeneration: { of: 'generation', expected: foreign(409) },
  events: { expected: own(200) },
  keepImage: { of: 'secondImage', expected: foreign(204) },
  // Nothing is sent, which is no picture.
  addUpload: { expected: own(422) },
  listUploads: { expected: own(200) },
  deleteUpload: { of: 'upload', expected: foreign(204) },
  listDisclosures: { expected: own(200) },
  requestDeletions: { expected: foreign(202), body: { disclosure: `dsc_${'d'.repeat(22)}` } },
  listPartners: { expected: own(200) },
  // Nothing leaves to what is inside this program: there is nothing to agree to.
  agreeToPartner: { of: 'partner', expected: own(404), body: { termsVersion: 'none' } },
  withdrawAgreement: { of: 'partner', expected: own(204) },
  chooseRegions: { expected: own(204), body: {} },
  deleteImage: { of: 'image', expected: foreign(204) },
  deleteGeneration: { of: 'generation', expected: foreign(204) },
  eraseContent: { expected: own(200) },
  showHeld: { expected: own(200) },
  exportAccount: { expected: own(200) },
  exportSchema: { expected: open(200) },
  showProfile: { expected: own(200) },
  correctProfile: { expected: own(200), body: {} },
  listChoices: { expected: own(200) },
  decideChoice: { expected: own(200), body: { purpose: 'marketing', isAllowed: false } },
  restrictAccount: { expected: own(200), body: { isRestricted: false } },
  listRightsRequests: { expected: own(200) },
  // It takes no id: nothing of anybody else's can be named. Without its sentence it erases nothing.
  eraseAccount: { expected: own(400), body: {} },
  fetchReceipt: { expected: open(404), body: { key: `rky_${'k'.repeat(22)}` } },
  receiptPage: { expected: open(200) },
  // What is sent is no form.
  receiptForm: { expected: open(400), body: {} },
  endDevice: { of: 'session', expected: foreign(204) },
  // The row before ended the owner's session.
  signOut: { expected: own(401, 204), body: {} },
}

const terms = {
  region: 'EU',
  inputRetentionSeconds: 3_600,
  outputRetentionSeconds: 0,
  logRetentionSeconds: 0,
  onwardRecipients: [],
  trainsOnContent: false,
  basis: 'contract',
  evidence: { checkedOn: '2026-11-24' },
}

const aPicture = encode({ width: 2, height: 2, data: new Uint8Array(12), channels: 3 })

let server: TestServer
const clients = new Map<Actor, Client>()
const ids = {
  generation: '',
  image: '',
  secondImage: '',
  session: '',
  upload: '',
  partner: 'builtin',
  case: `req_${'r'.repeat(22)}`,
}

async function openAccount(name: string, forwardedFor: string): Promise<Client> {
  return signIn(server.url, { name, email: `${name}@example.org`, age: 30 }, { forwardedFor })
}

beforeAll(async () => {
  server = await startTestServer({ environment: { TRUSTED_PROXIES: '127.0.0.1' } })
  const owner = await openAccount('owner', '192.0.2.1')
  const generation = await waitFor(owner, (await start(owner, { prompt: 'a fox', count: 2 })).id)
  const session = await (await owner.request('/api/session')).json()
  Object.assign(ids, {
    generation: generation.id,
    image: generation.images[0]?.id,
    secondImage: generation.images[1]?.id,
    upload: (await upload(owner, aPicture)).id,
    session: JSON.parse(JSON.stringify(session)).session.id,
  })
  // Nothing leaves this server: a row of its ledger is written for the matrix.
  await askDatabase(
    server,
    `insert into disclosures select 'dsc_${'d'.repeat(22)}', reference, '${generation.id}', 1, 'elsewhere', '{}', 'a/b', '{prompt}',
     10, 'EU', '${JSON.stringify(terms)}', 'sent', 'request', now(), now(), now() + interval '1 hour' from account_references`,
  )
  // A copy of everything that was asked for by mail.
  await askDatabase(
    server,
    `insert into rights_requests (id, account_reference, kind, channel, received_at, due_at)
     select 'req_${'r'.repeat(22)}', reference, 'export', 'mail', now(), now() + interval '1 month' from account_references`,
  )
  const signedOut = await openAccount('gone', '192.0.2.2')
  await signOut(signedOut)
  const expired = await openAccount('expired', '192.0.2.3')
  await askDatabase(
    server,
    "update sessions set expires_at = now() - interval '1 minute' where id <> '" + ids.session + "'",
  )
  clients.set('owner', owner)
  clients.set('other', await openAccount('other', '192.0.2.4'))
  clients.set('signedOut', signedOut)
  clients.set('expired', expired)
  clients.set('operator', await openAccount('operator', '192.0.2.8'))
  await askDatabase(
    server,
    "update accounts set role = 'operator' where id = (select account_id from sessions order by signed_in_at desc limit 1)",
  )
  clients.set('anonymous', createClient(server.url, { forwardedFor: '192.0.2.5' }))
})
afterAll(async () => {
  await server.dispose()
})

async function ask(name: RouteName, actor: Actor, id?: string): Promise<{ status: number; body: string }> {
  const route: Route = routes[name]
  const { body, form, of, headers } = rows[name]
  const path = route.path
    .replace(':kind', 'rights-request')
    .replace(':id', id ?? (of === undefined ? '' : ids[of]))
  const leaving = new AbortController()
  const client = clients.get(actor)
  if (client === undefined) throw new Error('nobody asks')
  const response = await client.request(path, {
    method: route.method,
    signal: leaving.signal,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  })
  const isEndless = response.headers.get('content-type') === 'text/event-stream'
  const text = isEndless ? '' : await response.text()
  leaving.abort()
  return { status: response.status, body: text }
}

test('every route has its row', () => {
  expect(Object.keys(rows).toSorted()).toEqual(Object.keys(routes).toSorted())
})

const names = Object.keys(rows).filter((name): name is RouteName => name in routes)
const strangers: readonly Actor[] = ['anonymous', 'expired', 'signedOut', 'operator', 'other']

describe.each(names)('%s', (name) => {
  // The owner last: what they remove must still be there for the others to be refused.
  test.each<Actor>([...strangers, 'owner'])('asked by %s', async (actor) => {
    expect((await ask(name, actor)).status).toBe(rows[name].expected[actor])
  })
})

test.each([
  'getGeneration',
  'getImage',
  'deleteGeneration',
  'deleteImage',
  'keepImage',
  'cancelGeneration',
] as const)('%s of what is not yours and of what is not there answers with the same bytes', async (name) => {
  const owner = await openAccount('second', '192.0.2.6')
  const generation = await waitFor(owner, (await start(owner, { prompt: 'a fox' })).id)
  const isOfGeneration = rows[name].of === 'generation'
  const theirs = isOfGeneration ? generation.id : (generation.images[0]?.id ?? '')
  const none = `${theirs.slice(0, 4)}${'A'.repeat(22)}`
  clients.set('other', await openAccount('third', '192.0.2.7'))
  expect(await ask(name, 'other', theirs)).toEqual(await ask(name, 'other', none))
  expect(await ask(name, 'other', theirs)).toEqual(await ask(name, 'other', 'nonsense'))
})
