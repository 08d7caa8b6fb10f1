import { expect, test } from 'vitest'
import type { AuditOutcome, SignedAuditRun } from '#contract'
import { liveChecks } from '#policies/live-checks.ts'
import { freshMs, judgePledges } from './judge-pledges.ts'

const now = new Date('2026-11-29T12:00:00Z')
const before = (ms: number) => new Date(now.getTime() - ms)

/** A run in which everything was good but what is named. */
function aRun(startedAt: Date, outcomes: Readonly<Record<string, AuditOutcome>> = {}): SignedAuditRun {
  return {
    run: {
      version: 1,
      kind: 'audit-run',
      number: 'aud_1',
      issuer: 'http://localhost:3000',
      startedAt: startedAt.toISOString(),
      endedAt: startedAt.toISOString(),
      build: { version: '0.1.0', lockfile: '' },
      policyVersion: 1,
      results: Object.keys(liveChecks).map((check) => ({
        check,
        outcome: outcomes[check] ?? 'good',
        reason: 'as-stated',
        scanned: {},
      })),
    },
    signature: { algorithm: 'Ed25519', publicKey: '', value: '' },
  }
}

const judgementOf = (id: string, runs: readonly SignedAuditRun[]) => {
  const judged = judgePledges(runs, now).find((one) => one.id === id)
  return { state: judged?.state, why: judged?.why, provenAt: judged?.provenAt }
}

test('without a run nothing is proven', () => {
  expect(judgePledges([], now).filter(({ state }) => state === 'proven')).toEqual([])
  expect(judgementOf('P12', [])).toMatchObject({ state: 'unverified', why: 'never' })
})

test('a good run proves every pledge', () => {
  const judged = judgePledges([aRun(before(1_000))], now)
  expect(judged.filter(({ state }) => state !== 'proven')).toEqual([])
  expect(judged).toHaveLength(34)
  expect(judgementOf('P12', [aRun(before(1_000))]).provenAt).toEqual(before(1_000))
})

test.each<[string, readonly SignedAuditRun[], object]>([
  ['a moment before a day is over', [aRun(before(freshMs - 1))], { state: 'proven' }],
  ['a day after', [aRun(before(freshMs))], { state: 'unverified', why: 'old' }],
  ['dated in a time to come', [aRun(before(-60_000))], { state: 'unverified', why: 'never' }],
  ['with one of its checks bad', [aRun(before(9), { vaults: 'bad' })], { state: 'unverified', why: 'bad' }],
  [
    'bad, with a good one before it',
    [aRun(before(9), { vaults: 'bad' }), aRun(before(99))],
    { state: 'unverified', why: 'bad' },
  ],
  [
    'good, with a bad one before it',
    [aRun(before(9)), aRun(before(99), { vaults: 'bad' })],
    { state: 'proven' },
  ],
  [
    'in which one could not be looked at',
    [aRun(before(9), { vaults: 'not-checked' })],
    { state: 'unverified', why: 'not-checked' },
  ],
  [
    'in which one could not be looked at, with a good one before it',
    [aRun(before(9), { vaults: 'not-checked' }), aRun(before(99))],
    { state: 'proven', provenAt: before(99) },
  ],
  [
    'in which one could not be looked at, with a good one long before it',
    [aRun(before(9), { vaults: 'not-checked' }), aRun(before(freshMs))],
    { state: 'unverified', why: 'old' },
  ],
  ['in which another pledge’s check is bad', [aRun(before(9), { tombstones: 'bad' })], { state: 'proven' }],
])('of a run %s', (_what, runs, judgement) => {
  expect(judgementOf('P12', runs)).toMatchObject(judgement)
})
