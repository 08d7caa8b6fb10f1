import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeletionByApi, DeletionOutcome, EarlyDeletion, EnabledPartner } from '#partner-spec'
import { createQuestions } from '../src/index.ts'
import { aRequest } from './a-request.ts'
import { type DeletionFaultName, deletionFaultNames, deletionFaults } from './deletion-faults.ts'
import { generous, hasty, runOnce } from './run-once.ts'

/** An adapter with a fake partner that can say what it still has. */
export interface MetForDeletion {
  partner: EnabledPartner
  /** The key that may delete. */
  key: string
  fake: {
    /** Of the next deletions. Absent: as the documentation says. */
    behaveOnDeletion(fault?: DeletionFaultName): void
    /** The names of requests of which something is still stored, in order. */
    stored(): readonly string[]
    deletions(): readonly DeletionReceived[]
    close(): Promise<void>
  }
}

/** A question for a deletion as the fake partner received it. */
export interface DeletionReceived {
  bodyBytes: number
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/** Registers the test of an adapter that has no call for it. */
export function checkNoDeletionCall(
  name: string,
  makePartner: () => EnabledPartner,
  kind: Exclude<EarlyDeletion['kind'], 'api'>,
): void {
  test(`${name} says what can be done about what was sent: ${kind}`, () => {
    expect(makePartner().deletion).toEqual({ kind })
  })
}

/** Registers the tests that every adapter passes whose partner deletes when it is asked. */
export function checkDeletion(name: string, meetOne: () => Promise<MetForDeletion>): void {
  const open: MetForDeletion[] = []
  const meet = async () => {
    const met = await meetOne()
    open.push(met)
    return met
  }
  afterEach(async () => {
    for (const { fake, partner } of open.splice(0)) {
      await partner.adapter.close()
      await fake.close()
    }
  })
  describe(`${name}, deletion`, () => {
    checkGood(meet)
    test.each(deletionFaultNames.map((fault) => [deletionFaults[fault].what, fault] as const))(
      'a deletion at a partner that %s is not done, and can be asked again',
      async (_, fault) => checkFault(await meet(), fault),
    )
  })
}

function checkGood(meet: () => Promise<MetForDeletion>): void {
  test('what was sent is there until it is deleted, and nothing else goes with it', async () => {
    const met = await meet()
    const [first, second] = [await draw(met), await draw(met)]
    expect(met.fake.stored()).toEqual([first, second])

    expect(await ask(met, first)).toEqual({ kind: 'deleted', status: 200 })
    expect(met.fake.stored()).toEqual([second])
  })

  test('it can be asked again and again', async () => {
    const met = await meet()
    const id = await draw(met)
    const outcomes = [await ask(met, id), await ask(met, id), await ask(met, id)]
    expect(outcomes[0]?.kind).toBe('deleted')
    expect(outcomes.every(({ kind }) => kind === 'deleted' || kind === 'not-found')).toBe(true)
  })

  test('what it never had is not found', async () => {
    const met = await meet()
    await draw(met)
    expect(await ask(met, randomUUID())).toEqual({ kind: 'not-found', status: 404 })
    expect(met.fake.stored()).toHaveLength(1)
  })

  test('a name that cannot be one reaches nothing else', async () => {
    const met = await meet()
    const id = await draw(met)
    for (const bad of ['..', `../${id}`, `${id}/..`, '?', '#', `${id}?all=1`, '']) {
      expect(['refused', 'not-found']).toContain((await ask(met, bad)).kind)
    }
    expect(met.fake.stored()).toEqual([id])
  })

  test('it says nothing but the name, and the key only where it belongs', async () => {
    const met = await meet()
    await ask(met, await draw(met))
    const [received] = met.fake.deletions()
    const withKey = Object.entries(received?.headers ?? {}).filter(([, value]) =>
      String(value).includes(met.key),
    )
    expect([received?.bodyBytes, withKey.map(([header]) => header)]).toEqual([0, ['authorization']])
  })

  test('a partner that is not there has deleted nothing', async () => {
    const met = await meet()
    const id = await draw(met)
    await met.fake.close()
    expect(await ask(met, id)).toEqual({ kind: 'try-later' })
  })
}

async function checkFault(met: MetForDeletion, fault: DeletionFaultName): Promise<void> {
  const { expected, retryAfterMs }: { expected: DeletionOutcome['kind']; retryAfterMs?: number } =
    deletionFaults[fault]
  const id = await draw(met)
  met.fake.behaveOnDeletion(fault)
  const told = await ask(met, id, fault === 'no-answer' ? hasty : generous)
  expect(told.kind).toBe(expected)
  expect('retryAfterMs' in told ? told.retryAfterMs : undefined).toBe(retryAfterMs)

  met.fake.behaveOnDeletion()
  expect(['deleted', 'not-found']).toContain((await ask(met, id)).kind)
  expect(met.fake.stored()).toEqual([])
}

/** Draws a picture, and gives the name under which the ledger knows the send. */
async function draw({ partner }: MetForDeletion): Promise<string> {
  const { outcome, rows } = await runOnce(partner, aRequest(partner), { limits: generous })
  const id = rows[0]?.partnerRequestId
  if (outcome !== 'delivered' || id === undefined) throw new Error(`it drew nothing: ${outcome}`)
  return id
}

function ask({ partner }: MetForDeletion, id: string, limits = generous): Promise<DeletionOutcome> {
  const { signal } = new AbortController()
  const { baseUrl, credentials, deletePayloads } = requireApi(partner.deletion)
  const connection = createQuestions({
    baseUrl,
    ...(credentials === undefined ? {} : { credentials }),
    signal,
    limits,
  })
  return deletePayloads(id, { connection, signal })
}

function requireApi(deletion: EarlyDeletion): DeletionByApi {
  if (deletion.kind !== 'api') throw new Error('this partner has no call that deletes')
  return deletion
}
