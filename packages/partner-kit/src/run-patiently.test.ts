import { expect, test } from 'vitest'
import type { AdapterEvent, PartnerAnswer } from '#partner-spec'
import { readRetryAfterMs, runPatiently } from './index.ts'

const busy = (retryAfterMs?: number): AdapterEvent => ({
  kind: 'failed',
  failure: 'rate-limited',
  disclosed: 'sent',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const image: AdapterEvent = {
  kind: 'image',
  index: 0,
  mediaType: 'image/png',
  bytes: (async function* () {
    yield Buffer.of(1)
  })(),
}
const refusedConnection: AdapterEvent = { kind: 'failed', failure: 'unavailable', disclosed: 'nothing' }

/** Plays one list of events per send; tells what a person would hear, and how long was waited. */
async function play(sends: readonly (readonly AdapterEvent[])[], patienceMs = 60_000) {
  const waits: number[] = []
  const heard: AdapterEvent[] = []
  let sent = 0
  const run = async function* () {
    yield* sends[sent++] ?? []
  }
  const patiently = runPatiently(run, {
    signal: new AbortController().signal,
    patienceMs,
    async wait(milliseconds) {
      waits.push(milliseconds)
    },
  })
  for await (const event of patiently) heard.push(event)
  return { waits, heard, sent }
}

test('a busy partner is waited for, and the person never hears of it', async () => {
  const { waits, heard, sent } = await play([[busy(3_000)], [busy()], [image, { kind: 'done' }]])
  expect([heard.map(({ kind }) => kind), sent]).toEqual([['image', 'done'], 3])
  expect(waits[0]).toBeGreaterThanOrEqual(3_000)
  expect(waits[0]).toBeLessThanOrEqual(3_750)
  expect(waits[1]).toBeGreaterThanOrEqual(4_000)
})

test('after three sends it is said', async () => {
  const { heard, sent } = await play([[busy(1)], [busy(1)], [busy(1)], [image]])
  expect([heard, sent]).toEqual([[busy(1)], 3])
})

test.each([1_000_000, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
  'a wait of %d ms, beyond all patience, is said at once',
  async (milliseconds) => {
    const { heard, waits, sent } = await play([[busy(milliseconds)], [image]])
    expect([heard, waits, sent]).toEqual([[busy(milliseconds)], [], 1])
  },
)

test('patience is one for all waits together', async () => {
  const { waits } = await play([[busy(40_000)], [busy(40_000)], [image]])
  expect(waits).toHaveLength(1)
})

test.each<[string, readonly AdapterEvent[]]>([
  ['after something was drawn', [image, busy(1)]],
  ['when it failed otherwise', [{ kind: 'failed', failure: 'unavailable', disclosed: 'unknown' }]],
  ['when it refused', [{ kind: 'refused', stage: 'input', category: 'violence' }]],
])('nothing is sent again %s', async (_, events) => {
  const { heard, sent } = await play([events, [image]])
  expect([heard, sent]).toEqual([events, 1])
})

test('what an earlier send told a partner, a later failure does not take back', async () => {
  const { heard } = await play([[busy(1)], [refusedConnection]])
  expect(heard).toEqual([{ ...refusedConnection, disclosed: 'sent' }])
  expect((await play([[image, refusedConnection]])).heard[1]).toMatchObject({ disclosed: 'sent' })
  expect((await play([[refusedConnection]])).heard).toEqual([refusedConnection])
})

test('a wait ends when it is stopped', async () => {
  const stop = new AbortController()
  const heard = runPatiently(
    async function* () {
      yield busy(50_000)
    },
    { signal: stop.signal, patienceMs: 600_000 },
  ).next()
  stop.abort()
  await expect(heard).rejects.toMatchObject({ name: 'AbortError' })
})

const now = Date.parse('2026-11-24T12:00:00Z')
test.each([
  ['7', 7_000],
  ['0', 0],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ['999999999999999', 999_999_999_999_999_000],
  ['soon', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['2026-11-24', undefined],
  [undefined, undefined],
])('Retry-After %s is %s ms', (text, milliseconds) => {
  const answer: PartnerAnswer = {
    status: 429,
    header: () => text,
    body: (async function* () {
      yield Buffer.of()
    })(),
    close: () => undefined,
  }
  expect(readRetryAfterMs(answer, now)).toBe(milliseconds)
})
