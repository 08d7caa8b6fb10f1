import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import type { ContentKind, EnabledPartner, ImageRequest } from '#partner-spec'
import { createQuestions } from '../src/index.ts'
import { aRequest, awkwardPrompt } from './a-request.ts'
import { type Expected, type FaultName, faultNames, partnerFaults } from './partner-faults.ts'
import { generous, hasty, type Ran, type RunOptions, runOnce } from './run-once.ts'

/** A request for images as the fake partner received it. */
export interface Received {
  prompt: string
  bodyBytes: number
  /** What it was given beside the prompt, in order, the mask last. */
  pictures: readonly Buffer[]
  fileNames: readonly string[]
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** A rule of the documentation that it broke. */
  rejected?: string | undefined
}

/** An adapter with its fake partner, both fresh. */
export interface Met {
  partner: EnabledPartner
  /** The operator's key, to be found where it belongs and nowhere else. */
  key: string
  fake: {
    /** Absent: as the documentation says. */
    behave(fault?: Exclude<FaultName, 'no-connection'>): void
    received(): readonly Received[]
    arrivals(count: number): Promise<void>
    close(): Promise<void>
  }
}

export interface Subject {
  name: string
  meet(): Promise<Met>
  /** Each way in which a request can be put in this dialect, by what is particular about it. */
  ways: readonly {
    name: string
    change: Partial<ImageRequest>
    partials: number
    kinds: readonly ContentKind[]
  }[]
  /** Names of headers that may be sent, lower case. */
  headers: readonly string[]
  /** Ways that cannot meet a fault, with the reason beside. */
  isMeaningless?: (fault: FaultName, way: string) => boolean
  /** What differs where a send and its result are two questions: it is known to have arrived, and not sent again. */
  expects?: Partial<Readonly<Record<FaultName, Expected>>>
  /** What the ledger says of a send that is stopped while the partner thinks; absent: `unknown`. */
  stoppedWhileThinking?: 'sent'
}

/** Registers the tests that every adapter passes. */
export function checkConformance(subject: Subject): void {
  const open: Met[] = []
  const meet = async () => {
    const met = await subject.meet()
    open.push(met)
    return met
  }
  afterEach(async () => {
    for (const { fake, partner } of open.splice(0)) {
      await partner.adapter.close()
      await fake.close()
    }
  })
  describe(subject.name, () => {
    for (const way of subject.ways) {
      describe(way.name, () => {
        checkGood(subject, way, meet)
        checkStops(subject, way, meet)
        const faults = faultNames.filter((fault) => subject.isMeaningless?.(fault, way.name) !== true)
        test.each(faults.map((fault) => [partnerFaults[fault].what, fault] as const))(
          'a partner that %s',
          async (_, fault) => checkFault(await meet(), fault, { subject, way }),
        )
      })
    }
  })
}

type Way = Subject['ways'][number]

const ask = (met: Met, { change }: Way, options: Partial<RunOptions> & { count?: number } = {}) => {
  const { count, ...rest } = options
  const request = aRequest(met.partner, { ...change, ...(count === undefined ? {} : { count }) })
  return runOnce(met.partner, request, { limits: generous, ...rest })
}

function checkGood(subject: Subject, way: Way, meet: () => Promise<Met>): void {
  test('draws what was asked, sends exactly what was given, once', async () => {
    const met = await meet()
    const ran = await ask(met, way)
    const [received, ...more] = met.fake.received()

    expect(ran).toMatchObject({ outcome: 'delivered', disclosed: undefined })
    expect([ran.images.length, ran.partials.length]).toEqual([way.change.count ?? 1, way.partials])
    expect(ran.events.at(-1)).toEqual({ kind: 'done' })
    expect([received?.rejected, received?.prompt, more]).toEqual([undefined, awkwardPrompt, []])
    expect(received?.pictures).toEqual(await readInputs(aRequest(met.partner, way.change)))
    expect(ran.rows).toEqual([
      {
        kinds: way.kinds,
        sizeBytes: received?.bodyBytes,
        state: 'sent',
        partnerRequestId: expect.any(String),
      },
    ])
  })

  test('says nothing of the person, and the key only where it belongs', async () => {
    const met = await meet()
    await ask(met, way)
    const [received] = met.fake.received()
    const names = Object.keys(received?.headers ?? {})
    const withKey = Object.entries(received?.headers ?? {}).filter(([, value]) =>
      String(value).includes(met.key),
    )

    expect(names.filter((name) => !subject.headers.includes(name))).toEqual([])
    expect(withKey.map(([name]) => name)).toEqual(['authorization'])
    expect(received?.fileNames.every((name) => /^(?:image|mask)\.(?:png|jpg|webp)$/.test(name))).toBe(true)
  })

  test('leaves the prompt to its owner, and sends nothing that cannot be recorded', async () => {
    const met = await meet()
    const request = aRequest(met.partner, way.change)
    const before = Buffer.from(request.prompt)
    const refuse = () => {
      throw new Error('no ledger')
    }

    await expect(runOnce(met.partner, request, { limits: generous, onRecord: refuse })).rejects.toThrow(
      'no ledger',
    )
    expect(met.fake.received()).toEqual([])
    await runOnce(met.partner, request, { limits: generous })
    expect(Buffer.from(request.prompt).equals(before)).toBe(true)
  })
}

function checkStops(subject: Subject, way: Way, meet: () => Promise<Met>): void {
  test('ends when it is stopped while the partner thinks', async () => {
    const met = await meet()
    const stop = new AbortController()
    met.fake.behave('no-answer')
    const running = ask(met, way, { signal: stop.signal })
    await met.fake.arrivals(1)
    stop.abort()

    expect((await running).rows.map(({ state }) => state)).toEqual([
      subject.stoppedWhileThinking ?? 'unknown',
    ])
  })

  test('ends when it is stopped in the middle of a picture', async () => {
    const met = await meet()
    const stop = new AbortController()
    met.fake.behave('endless-picture')
    const ran = await ask(met, way, { signal: stop.signal, onPicture: () => stop.abort() })

    expect([ran.images, ran.rows.map(({ state }) => state)]).toEqual([[], ['sent']])
  })

  test('goes on to nothing when a picture cannot be kept', async () => {
    const met = await meet()
    const refuse = () => {
      throw new Error('storage full')
    }
    await expect(ask(met, way, { onPicture: refuse })).rejects.toThrow('storage full')
    expect(met.fake.received()).toHaveLength(1)
  })

  test('knows whether it can take a request back', async () => {
    const met = await meet()
    const { baseUrl, credentials, adapter } = met.partner
    if (baseUrl === undefined) throw new Error('the partner has no address')
    const questions = createQuestions({
      baseUrl,
      ...(credentials === undefined ? {} : { credentials }),
      signal: new AbortController().signal,
      limits: generous,
    })
    const never = () => Promise.reject(new Error('not asked'))
    const connection = { ...questions, sendContent: never, fetchResult: never }
    for (const id of ['req_1', randomUUID(), '../..'])
      expect(['too-late', 'unsupported']).toContain(await adapter.cancel(id, { connection }))
  })
}

async function checkFault(
  met: Met,
  fault: FaultName,
  { subject, way }: { subject: Subject; way: Way },
): Promise<void> {
  const { expected: usual, count }: { expected: Expected; count?: number } = partnerFaults[fault]
  const expected = subject.expects?.[fault] ?? usual
  if (fault === 'no-connection') await met.fake.close()
  else met.fake.behave(fault)
  const isLate = expected.outcome === 'timed-out'
  const ran = await ask(met, way, {
    limits: isLate ? hasty : generous,
    ...(count === undefined ? {} : { count }),
  })
  const asked = count ?? way.change.count ?? 1
  const hasFailed = expected.outcome !== 'delivered' && expected.outcome !== 'refused'
  const received = met.fake.received()

  expect(ran).toMatchObject({
    outcome: expected.outcome,
    disclosed: hasFailed ? (expected.disclosed ?? 'sent') : undefined,
  })
  if (expected.images === 'fewer') expect(ran.images.length).toBeLessThan(asked)
  else expect(ran.images).toHaveLength(expected.images ?? (expected.outcome === 'delivered' ? asked : 0))
  expect(received).toHaveLength(expected.sends ?? 1)
  checkLedger(ran, received, fault)
}

/** Each content request has exactly one row; a row without one says that nothing left, or that nobody knows. */
function checkLedger({ rows }: Ran, received: readonly Received[], fault: FaultName): void {
  const left = rows.filter(({ state }) => state === 'sent' || state === 'unknown')
  expect(left.map(({ sizeBytes }) => sizeBytes)).toEqual(received.map(({ bodyBytes }) => bodyBytes))
  expect(rows.every(({ state }) => state !== 'recorded')).toBe(true)
  const ids = rows.map(({ partnerRequestId }) => partnerRequestId)
  if (fault === 'wrong-id') expect(ids).toEqual([undefined])
}

async function readInputs({ references, mask }: ImageRequest): Promise<Buffer[]> {
  const inputs = mask === undefined ? references : [...references, mask]
  return Promise.all(inputs.map((input) => buffer(input.open())))
}
