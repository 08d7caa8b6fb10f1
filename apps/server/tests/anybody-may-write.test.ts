import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorCatalogue, type ErrorCode } from '#contract'
import { type FormName, issueToken } from '#server/domains/correspondence/form/form-token.ts'
import { indexNumber } from '#server/domains/correspondence/letter-number.ts'
import { parseId } from '#server/kernel/ids.ts'
import {
  createInstallationKey,
  loadOrCreateInstallationKey,
} from '#server/platform/installation-key/index.ts'
import {
  askDatabase,
  createClient,
  createTestClock,
  scanFolders,
  startTestServer,
  type TestServer,
} from '#testkit'

/* The two forms without sign-in, by HTTP: what is taken, what is refused and shown again, and what is left of it. */

const root = fileURLToPath(new URL('../../../', import.meta.url))
let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    limits: { sweepEveryMs: 250 },
    environment: {
      OPERATOR_FILE: join(root, 'docs/operator.example.yaml'),
      TRUSTED_PROXIES: '127.0.0.1',
    },
  })
})
afterAll(() => server.dispose())

const keyOf = async (of = server) =>
  createInstallationKey(await loadOrCreateInstallationKey({ dataDir: of.dataDir }))

/** A mark as the server itself would have made it so long ago. */
async function markOf(form: FormName, agoMs = 60_000, of = server): Promise<string> {
  const installationKey = await keyOf(of)
  const clock = createTestClock(new Date(Date.now() - agoMs))
  return issueToken({ installationKey, clock }, form)
}

let networks = 0
/** Somebody from a network of their own. */
const somebody = () => createClient(server.url, { forwardedFor: `198.51.${(networks += 1)}.7` })
const sentence = (code: ErrorCode) => errorCatalogue[code].sentence.replaceAll("'", '&#39;')
const numberIn = (text: string) => /<code>(num_[\w-]{22})<\/code>/.exec(text)?.[1] ?? ''
const statementOf = async (statement: string) => askDatabase(server, statement)

/** What finds the row of a number, and takes the key of the installation. */
async function rowOf(text: string): Promise<string> {
  const number = parseId('num', text)
  if (number === undefined) throw new Error('this is no number')
  const index = indexNumber({ installationKey: await keyOf() }, number)
  return `number_index = '\\x${index.toString('hex')}'`
}

const message = { kind: 'other', words: 'Where are my credits?', replyTo: 'ada@example.org' }
const report = {
  kind: 'intimate-image',
  words: 'https://elsewhere.example/1',
  name: 'Ada Example',
  replyTo: 'ada@example.org',
  'is-true': 'yes',
  'no-consent': 'yes',
}

describe('a message', () => {
  test('is taken, gives a number, and by it one sees how far it has got', async () => {
    const client = somebody()
    const { status, text, headers } = await client.post('/contact', {
      form: await markOf('contact'),
      ...message,
    })
    expect({ status, sent: text.includes('Your message is here') }).toEqual({ status: 200, sent: true })
    expect(headers.get('cache-control')).toBe('no-store')
    const number = numberIn(text)

    expect((await client.post('/receipt', { number: ` ${number} ` })).text).toContain(
      'Nobody has opened it yet',
    )
    await statementOf(`update messages set looked_at = now() where ${await rowOf(number)}`)
    expect((await client.post('/receipt', { number })).text).toContain('It is being looked at')
    await statementOf(
      `update messages set answered_at = now(), outcome = 'answered' where ${await rowOf(number)}`,
    )
    const answered = await client.post('/receipt', { number })
    expect(answered.text).toContain('Answered.')
    expect(answered.url.search).toBe('')
  })

  test.each(['', 'x', `num_${'x'.repeat(22)}`, `rep_${'y'.repeat(22)}`, '<script>alert(1)</script>'])(
    'nothing is said of a number that is none: %s',
    async (number) => {
      const { status, text } = await somebody().post('/receipt', { number })
      expect(status).toBe(404)
      expect(text).toContain(sentence('correspondence/number-unknown'))
      expect(text).not.toContain('<script>')
    },
  )
})

describe('a form that is not sent as a person sends it', () => {
  const form = () => markOf('contact')
  test.each([
    ['without a mark', async () => ({}), 400, 'correspondence/form-unknown'],
    [
      'with a forged mark',
      async () => ({ form: randomBytes(54).toString('base64url') }),
      400,
      'correspondence/form-unknown',
    ],
    [
      'with the mark of another form',
      async () => ({ form: await markOf('report') }),
      400,
      'correspondence/form-unknown',
    ],
    ['at once', async () => ({ form: await markOf('contact', 0) }), 400, 'correspondence/form-too-fast'],
    [
      'after two days',
      async () => ({ form: await markOf('contact', 172_800_000) }),
      400,
      'correspondence/form-expired',
    ],
    [
      'with the hidden field',
      async () => ({ form: await form(), website: 'spam.example' }),
      400,
      'correspondence/field-hidden',
    ],
  ] as const)('%s is refused with a sentence, and keeps its words', async (_, change, status, code) => {
    const client = somebody()
    const sent = await client.post('/contact', {
      ...message,
      words: 'kept <b>words</b>',
      ...(await change()),
    })
    expect({ status: sent.status, said: sent.text.includes(sentence(code)) }).toEqual({ status, said: true })
    expect(sent.text).toContain('kept &lt;b&gt;words&lt;/b&gt;</textarea>')
    expect(sent.text).toContain('value="ada@example.org"')
    expect(sent.text).not.toContain('spam.example')

    const program = await client.request('/contact', {
      method: 'POST',
      body: new URLSearchParams({ ...message, ...(await change()) }),
    })
    expect(await program.json()).toMatchObject({ error: { code } })
  })

  test('what was refused is sent with the form that came back', async () => {
    const client = somebody()
    const refused = await client.post('/contact', { form: await form(), ...message, replyTo: 'nobody' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(sentence('correspondence/address-invalid'))
    const [, mark = ''] = /name="form" value="([\w-]+)"/.exec(refused.text) ?? []
    expect((await client.post('/contact', { form: mark, ...message })).status).toBe(200)
  })

  test('once sent it is sent: the same again is the same number, other words are asked to be looked over', async () => {
    const client = somebody()
    const mark = await form()
    const first = await client.post('/contact', { form: mark, ...message })
    const again = await client.post('/contact', { form: mark, ...message })
    expect(numberIn(first.text)).toBe(numberIn(again.text))
    const other = await client.post('/contact', {
      form: mark,
      ...message,
      words: 'and now for something else',
    })
    expect(other.status).toBe(409)
    expect(other.text).toContain(sentence('correspondence/form-used'))
    expect(other.text).toContain('and now for something else')
    expect(other.text).not.toContain(mark)
  })

  test('a network is slowed down and keeps its words; another one is not', async () => {
    const many = somebody()
    const statuses: number[] = []
    for (let sent = 0; sent < 7; sent += 1)
      statuses.push((await many.post('/contact', { form: await form(), ...message })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429])
    const slowed = await many.post('/contact', { form: await form(), ...message })
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(10)
    expect(slowed.text).toContain(sentence('correspondence/too-many'))
    expect(slowed.text).toContain(message.words)
    expect((await somebody().post('/contact', { form: await form(), ...message })).status).toBe(200)
    // What is urgent has a measure of its own.
    expect((await many.post('/report', { form: await markOf('report'), ...report })).status).toBe(200)
  })

  test('from another site, as another type or beyond all measure it is not read', async () => {
    const client = somebody()
    const body = new URLSearchParams({ form: await form(), ...message })
    const post = (headers: Record<string, string>, sent: string | URLSearchParams = body) =>
      client.request('/contact', { method: 'POST', headers, body: sent })
    expect((await post({ Origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await post({ 'Content-Type': 'application/json' }, '{}')).status).toBe(400)
    expect((await post({}, new URLSearchParams({ words: 'x'.repeat(70_000) }))).status).toBe(413)
  })
})

describe('hostile text', () => {
  const hostile = [
    '</textarea><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; drop table messages; --",
    '\n\nfirst lines kept',
    '\u202ereversed \ufeff \u0000',
    '{{7*7}} ${7*7} <%= 7 %>',
    '你好'.repeat(1_000),
  ]
  test.each(hostile)('is text and nothing else: %j', async (words) => {
    const client = somebody()
    const shown = await client.post('/contact', {
      form: await markOf('contact'),
      ...message,
      words,
      replyTo: words,
    })
    expect(shown.text).not.toMatch(/<script|<img|onerror=[^"]*>$/)
    expect(shown.text.match(/<textarea/g)).toHaveLength(1)
    const sent = await client.post('/contact', { form: await markOf('contact'), ...message, words })
    expect({ status: sent.status, words: words.slice(0, 20) }).toMatchObject({ status: 200 })
    expect(await statementOf('select count(*)::int as count from messages')).not.toEqual([{ count: 0 }])
  })
})

describe('a report', () => {
  test('of an intimate image has a clock of forty-eight hours, on the page and in the row', async () => {
    const { text, status } = await somebody().post('/report', { form: await markOf('report'), ...report })
    expect(status).toBe(200)
    const rows = await statementOf(
      `select extract(epoch from due_at - received_at)::int as seconds from reports where ${await rowOf(numberIn(text))}`,
    )
    expect(rows).toEqual([{ seconds: 48 * 3_600 }])
    const [received = '', due = ''] = [...text.matchAll(/<time datetime="([^"]+)"/g)].map(
      ([, moment]) => moment,
    )
    expect(Date.parse(due) - Date.parse(received)).toBe(48 * 3_600_000)
  })

  test('says all at once what it lacks, each with its field', async () => {
    const { status, text } = await somebody().post('/report', {
      form: await markOf('report'),
      kind: 'intimate-image',
      words: 'https://elsewhere.example/2',
    })
    expect(status).toBe(422)
    for (const id of ['name', 'replyTo', 'no-consent', 'is-true']) {
      expect(text).toContain(`href="#${id}"`)
      expect(text).toContain(`id="${id}-fault"`)
    }
    expect(text).toContain('https://elsewhere.example/2</textarea>')
    expect(text).toContain('value="intimate-image" required id="kind" checked')
  })
})

describe('whoever has the number', () => {
  const send = async (fields: Record<string, string>) => {
    const form: FormName = fields['kind'] === 'other' ? 'contact' : 'report'
    return numberIn((await somebody().post(`/${form}`, { form: await markOf(form), ...fields })).text)
  }
  const remove = async (number: string, change: Record<string, string> = {}, client = somebody()) => {
    const { text } = await client.post('/receipt', { number })
    const [, form = ''] = /name="form" value="([\w-]+)"/.exec(text) ?? []
    return client.post('/receipt/delete', { form, number, sure: 'yes', ...change })
  }
  const rowsOf = async (number: string) => {
    const isIt = await rowOf(number)
    const words = 'select sealed_letter is not null as words, outcome from'
    return statementOf(`${words} messages where ${isIt} union all ${words} reports where ${isIt}`)
  }

  test.each([
    ['a message', message],
    ['a report whose forty-eight hours run', report],
  ])('deletes %s whole, at once, and its number leads to nothing', async (_, fields) => {
    const number = await send(fields)

    const { status, text } = await remove(number)

    expect({ status, said: text.includes('Deleted.') }).toEqual({ status: 200, said: true })
    expect(await rowsOf(number)).toEqual([])
    expect((await somebody().post('/receipt', { number })).status).toBe(404)
    expect((await remove(number)).status).toBe(404)
  })

  test('deletes the words of a report that was answered; what came of it stays, and is said to stay', async () => {
    const number = await send(report)
    await statementOf(
      `update reports set answered_at = now(), outcome = 'acted' where ${await rowOf(number)}`,
    )

    const { text } = await remove(number)

    expect(text).toContain('That there was a report, and what came of it, stays')
    expect(await rowsOf(number)).toEqual([{ words: false, outcome: 'acted' }])
    const later = await somebody().post('/receipt', { number })
    expect(later.text).toContain('Answered.')
    expect(later.text).not.toContain('Delete this report')
  })

  test.each([
    ['without being sure', { sure: '' }, 422, 'correspondence/not-confirmed'],
    ['without the mark of the form', { form: '' }, 400, 'correspondence/form-unknown'],
    ['with the hidden field', { website: 'spam.example' }, 400, 'correspondence/field-hidden'],
    ['under another number', { number: `num_${'x'.repeat(22)}` }, 404, 'correspondence/number-unknown'],
  ] as const)('%s deletes nothing, and is told what to do', async (_, change, status, code) => {
    const number = await send(message)

    const refused = await remove(number, change)

    expect({ status: refused.status, said: refused.text.includes(sentence(code)) }).toEqual({
      status,
      said: true,
    })
    expect(await rowsOf(number)).toHaveLength(1)
    const [, form = ''] = /name="form" value="([\w-]+)"/.exec(refused.text) ?? []
    if (form !== '')
      expect((await somebody().post('/receipt/delete', { form, number, sure: 'yes' })).status).toBe(200)
  })

  test('of a network that deletes again and again is slowed down, and of another site is not heard', async () => {
    const client = somebody()
    const statuses: number[] = []
    for (let sent = 0; sent < 7; sent += 1)
      statuses.push((await remove(await send(message), {}, client)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429])
    const number = await send(message)
    const foreign = await client.request('/receipt/delete', {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
      body: new URLSearchParams({ form: await markOf('deletion'), number, sure: 'yes' }),
    })
    expect(foreign.status).toBe(403)
    expect(await rowsOf(number)).toHaveLength(1)
  })
})

describe('the number', () => {
  /** Every row of every table, as text; bytes in hex. */
  async function readRows(): Promise<string> {
    const tables = await statementOf(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    )
    const rows = tables.map(({ name }) => statementOf(`select one::text as row from "${String(name)}" one`))
    return (await Promise.all(rows))
      .flat()
      .map(({ row }) => row)
      .join('\n')
  }

  test.each([
    ['contact', 'messages', message],
    ['report', 'reports', report],
  ] as const)(
    'of a %s lies in no row and no file, and the id of its row opens nothing',
    async (form, table, fields) => {
      const client = somebody()
      const number = numberIn((await client.post(`/${form}`, { form: await markOf(form), ...fields })).text)
      await client.post('/receipt', { number })
      const isIt = await rowOf(number)
      const [row] = await statementOf(`select id from ${table} where ${isIt}`)
      const id = String(row?.['id'])
      const [bits, idBits] = [number, id].map((text) => text.slice(4))

      const rows = await readRows()

      expect(rows).toContain(idBits)
      expect(rows).not.toContain(bits)
      for (const bytes of [Buffer.from(bits ?? ''), Buffer.from(bits ?? '', 'base64url')])
        expect(rows).not.toContain(bytes.toString('hex'))
      await askDatabase(server, 'checkpoint')
      expect((await scanFolders([server.folder], [bits ?? ''])).hits).toEqual([])
      for (const other of [id, `num_${idBits}`]) {
        expect((await client.post('/receipt', { number: other })).status).toBe(404)
        const mark = await markOf('deletion')
        const deletion = { form: mark, number: other, sure: 'yes' }
        expect((await client.post('/receipt/delete', deletion)).status).toBe(404)
      }
      expect(await statementOf(`select id from ${table} where ${isIt}`)).toEqual([{ id }])
    },
  )
})

describe('what is kept', () => {
  const mark = (what: string) => `canary${what}${randomBytes(9).toString('hex')}`
  const sendMarked = async (to: TestServer) => {
    const markers = {
      words: mark('words'),
      name: mark('name'),
      mail: `${mark('mail')}@example.org`,
      account: `${mark('kid')}@example.org`,
    }
    const client = createClient(to.url, { forwardedFor: '203.0.113.9' })
    const { words, name, mail: replyTo, account: accountEmail } = markers
    const sent = [
      await client.post('/contact', {
        form: await markOf('contact', 60_000, to),
        kind: 'privacy',
        words,
        replyTo,
      }),
      await client.post('/report', {
        ...report,
        form: await markOf('report', 60_000, to),
        words,
        name,
        replyTo,
      }),
      await client.post('/report', {
        ...report,
        form: await markOf('report', 60_000, to),
        kind: 'child-account',
        words,
        accountEmail,
      }),
    ]
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200])
    await askDatabase(to, 'checkpoint')
    await askDatabase(to, 'select pg_switch_wal()')
    return scanFolders([to.folder], Object.values(markers))
  }

  test('lies nowhere readable: not in the database, its log, the files or the lines of the server', async () => {
    const { hits, bytesRead } = await sendMarked(server)
    expect(hits).toEqual([])
    expect(bytesRead).toBeGreaterThan(10_000_000)
  })

  test('would be found by the same scan if it lay open', async () => {
    const open = await startTestServer({
      environment: { ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS: 'yes', TRUSTED_PROXIES: '127.0.0.1' },
    })
    try {
      const found = new Set(
        (await sendMarked(open)).hits.map(({ marker }) => marker.slice(0, 'canarywords'.length)),
      )
      expect(found.size).toBe(4)
    } finally {
      await open.dispose()
    }
  })

  test('is forgotten by the running server when its time after the answer is over', async () => {
    const client = somebody()
    const sent = numberIn((await client.post('/contact', { form: await markOf('contact'), ...message })).text)
    const reported = numberIn(
      (await client.post('/report', { form: await markOf('report'), ...report })).text,
    )
    const [ofSent, ofReported] = [await rowOf(sent), await rowOf(reported)]
    const answer = (table: string, outcome: string, isIt: string) =>
      statementOf(
        `update ${table} set answered_at = now() - interval '91 days', outcome = '${outcome}' where ${isIt}`,
      )
    await answer('messages', 'answered', ofSent)
    await answer('reports', 'acted', ofReported)
    await expect
      .poll(() => statementOf(`select id from messages where ${ofSent}`), { timeout: 30_000 })
      .toEqual([])
    await expect
      .poll(() => statementOf(`select sealed_letter, outcome from reports where ${ofReported}`), {
        timeout: 30_000,
      })
      .toEqual([{ sealed_letter: null, outcome: 'acted' }])
    expect((await client.post('/receipt', { number: sent })).status).toBe(404)
    expect((await client.post('/receipt', { number: reported })).text).toContain('Answered.')
  })
})

test('where nobody is named the page says that nobody may be reading, and takes it all the same', async () => {
  const unnamed = await startTestServer()
  try {
    const client = createClient(unnamed.url)
    expect((await client.follow('/contact')).text).toContain('Nobody may be reading.')
    const sent = await client.post('/contact', { form: await markOf('contact', 60_000, unnamed), ...message })
    expect(sent.text).toContain('Nobody may be reading.')
    expect(numberIn(sent.text)).not.toBe('')
  } finally {
    await unnamed.dispose()
  }
})
