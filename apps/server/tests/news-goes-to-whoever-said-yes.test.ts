import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choicesView, rightsRequestList } from '#contract'
import {
  askDatabase,
  type Client,
  type MailPeer,
  type ReceivedMail,
  signIn,
  startMailPeer,
  startTestServer,
  type TestServer,
} from '#testkit'

/* P30, T26: the command of the operator, a real mail server, and a mail program's one click. */

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const operatorFile = fileURLToPath(new URL('../../../docs/operator.example.yaml', import.meta.url))
const limits = { mailFirstPauseMs: 50, mailLongestPauseMs: 100, mailLookEveryMs: 50 }

let peer: MailPeer
let server: TestServer
let environment: Record<string, string>
beforeAll(async () => {
  peer = await startMailPeer()
  environment = {
    OPERATOR_FILE: operatorFile,
    SMTP_URL: `smtp://127.0.0.1:${peer.port}`,
    TRUSTED_PROXIES: '127.0.0.1',
  }
  server = await startTestServer({ limits, environment })
})
afterAll(async () => {
  await server.dispose()
  await peer.close()
})

let clients = 0
const signInAs = (name: string) => {
  clients += 1
  const forwardedFor = `198.51.100.${clients}`
  return signIn(server.url, { name, email: `${name}@example.org`, age: 30 }, { forwardedFor })
}

const post = (client: Client, path: string, body: unknown = {}) =>
  client.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
const sayYes = (client: Client) =>
  post(client, '/api/rights/choices', { purpose: 'marketing', isAllowed: true })

async function send(subject: string): Promise<string> {
  const path = join(server.folder, 'news.md')
  await writeFile(path, 'Something new: pictures.\n')
  const args = [entry, 'news', 'send', '--subject', subject, '--file', path, '--data', server.dataDir]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

const allLeft = () =>
  expect.poll(() => askDatabase(server, 'select id from mails'), { timeout: 30_000 }).toEqual([])
const about = (subject: string) => peer.received.filter(({ headers }) => headers.get('subject') === subject)
const linkOf = (mail: ReceivedMail | undefined) => mail?.headers.get('list-unsubscribe')?.slice(1, -1) ?? ''

async function readChoice(client: Client) {
  const view = choicesView.parse(await (await client.request('/api/rights/choices')).json())
  return view.choices.find(({ purpose }) => purpose === 'marketing')
}

/** As a mail program of somebody's does it: no cookie, and from wherever it runs. */
const clickOnce = (
  link: string,
  body: NonNullable<RequestInit['body']> = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
) =>
  fetch(link, {
    method: 'POST',
    body,
    headers: { Origin: 'https://mail.example.net', 'Sec-Fetch-Site': 'cross-site' },
  })

test('who said yes gets it, once; who said no, sends the signal or has stopped all use does not', async () => {
  const [ada, bob, cleo, dora] = [
    await signInAs('ada'),
    await signInAs('bob'),
    await signInAs('cleo'),
    await signInAs('dora'),
  ]
  for (const client of [ada, cleo, dora]) await sayYes(client)
  await cleo.request('/api/session', { headers: { 'Sec-GPC': '1' } })
  await post(dora, '/api/rights/restriction', { isRestricted: true })
  expect((await readChoice(bob))?.isAllowed).toBe(false)

  expect(await send('First')).toContain('1 mails lie in the outbox')
  await allLeft()
  expect(await send('First')).toContain('This news was sent before, to 1. Nobody gets it again.')
  await allLeft()

  expect(about('First').map(({ to }) => to)).toEqual([['ada@example.org']])
  const [mail] = about('First')
  const link = linkOf(mail)
  expect(link.startsWith(`${server.url}/unsubscribe/`)).toBe(true)
  expect(mail?.raw).toMatch(new RegExp(`^List-Unsubscribe: <${link}>\\r$`, 'm'))
  expect(mail?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  expect(mail?.text).toContain(link)
})

test('opening the link changes nothing and sets nothing; the one click ends it at once, and is written down', async () => {
  const emil = await signInAs('emil')
  await sayYes(emil)
  await send('Second')
  await allLeft()
  const link = linkOf(about('Second').find(({ to }) => to.includes('emil@example.org')))
  const opened = await fetch(link, { headers: { Accept: 'text/html' } })
  expect(await opened.text()).toContain('<button class="button" type="submit">No more news</button>')
  expect([opened.status, opened.headers.getSetCookie()]).toEqual([200, []])
  await (await fetch(link, { method: 'HEAD' })).arrayBuffer()
  expect(await readChoice(emil)).toMatchObject({
    isAllowed: true,
    decidedBy: 'person',
    policyVersion: expect.any(Number),
  })

  const before = performance.now()
  const done = await clickOnce(link)
  expect(performance.now() - before).toBeLessThan(1_000)

  expect([done.status, done.headers.getSetCookie()]).toEqual([200, []])
  expect(await done.text()).toContain('You will get no more news of GPTImage.ai')
  expect(await readChoice(emil)).toMatchObject({ isAllowed: false, decidedBy: 'mail' })
  expect((await clickOnce(link)).status).toBe(200)
  const { requests } = rightsRequestList.parse(await (await emil.request('/api/rights/requests')).json())
  expect(requests.map(({ kind, channel }) => [kind, channel])).toEqual([
    ['object', 'mail'],
    ['object', 'self'],
  ])
  await send('Third')
  await allLeft()
  expect(about('Third').flatMap(({ to }) => to)).not.toContain('emil@example.org')
})

test('the click may come as a form of many parts; another body, or a link that was changed, does nothing', async () => {
  const frida = await signInAs('frida')
  await sayYes(frida)
  await send('Fourth')
  await allLeft()
  const link = linkOf(about('Fourth').find(({ to }) => to.includes('frida@example.org')))
  for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'Many-Clicks' }), new URLSearchParams(), 'x'])
    expect((await clickOnce(link, body)).status).toBe(400)
  const forged = [`${link.slice(0, -2)}AA`, `${link}A`, link.slice(0, -30), `${server.url}/unsubscribe/x`]
  const answers = await Promise.all(
    forged.map(async (address) => {
      const response = await clickOnce(address)
      return [response.status, await response.text()]
    }),
  )
  expect(new Set(answers.map(([status]) => status))).toEqual(new Set([404]))
  expect(new Set(answers.map(([, body]) => body)).size).toBe(1)
  const page = await fetch(forged[0] ?? '', { headers: { Accept: 'text/html' } })
  expect(await page.text()).toContain('This link is not whole.')
  expect((await readChoice(frida))?.isAllowed).toBe(true)

  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  expect((await clickOnce(link, form)).status).toBe(200)

  expect((await readChoice(frida))?.isAllowed).toBe(false)
})

test('the link of an erased account is answered as any other', async () => {
  const [gus, hana] = [await signInAs('gus'), await signInAs('hana')]
  await sayYes(gus)
  await sayYes(hana)
  await send('Fifth')
  await allLeft()
  const [ofGus, ofHana] = ['gus', 'hana'].map((name) =>
    linkOf(about('Fifth').find(({ to }) => to.includes(`${name}@example.org`))),
  )
  await post(gus, '/api/rights/erase-account', { confirm: 'erase my account for good' })
  const answers = [await clickOnce(ofGus ?? ''), await clickOnce(ofHana ?? '')]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const [one, other] = await Promise.all(answers.map((answer) => answer.text()))
  expect(one).toBe(other)
})

test('a yes that is taken back while the mail waits keeps it from leaving', async () => {
  const ines = await signInAs('ines')
  await sayYes(ines)
  peer.behave('busy')
  await send('Sixth')
  const attempts = async () => (await askDatabase(server, 'select attempts from mails'))[0]?.['attempts'] ?? 0
  await expect.poll(attempts, { timeout: 30_000 }).toBeGreaterThan(0)
  await post(ines, '/api/rights/choices', { purpose: 'marketing', isAllowed: false })
  peer.behave()
  await allLeft()
  expect(about('Sixth').flatMap(({ to }) => to)).not.toContain('ines@example.org')
})

test('no other route can be posted to from another site, and no path stands in the log', async () => {
  for (const path of ['/api/rights/choices', '/auth/signout', '/unsubscribe', '/'])
    expect((await clickOnce(`${server.url}${path}`)).status).toBe(403)
  const log = await readFile(server.logFile, 'utf8')
  const tokens = peer.received.flatMap((mail) => linkOf(mail).split('/unsubscribe/')[1] ?? [])
  expect(tokens.length).toBeGreaterThan(4)
  for (const token of tokens) expect(log).not.toContain(token)
  expect(log).not.toMatch(/example\.org|unsubscribe\//)
})
