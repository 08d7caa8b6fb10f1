import { expect, test } from 'vitest'
import type { AuditRun } from '#contract'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import type { StoredRun } from './runs.store.ts'
import { openRun, signRun } from './signed-run.ts'

const key = createInstallationKey(new Secret('7'.repeat(64)))
const run: AuditRun = {
  version: 1,
  kind: 'audit-run',
  number: 'aud_1',
  issuer: 'http://localhost:3000',
  startedAt: '2026-11-29T06:00:00.000Z',
  endedAt: '2026-11-29T06:00:09.000Z',
  build: { version: '0.1.0', lockfile: 'f'.repeat(64) },
  policyVersion: 2,
  results: [{ check: 'canary', outcome: 'bad', reason: 'found', scanned: { files: 3, hits: 1 } }],
}
const store = (change: Partial<StoredRun> = {}): StoredRun => ({
  id: run.number,
  startedAt: new Date(run.startedAt),
  run,
  signature: signRun(key, run),
  ...change,
})

test('a run opens as it was signed, in whatever order its members stand', () => {
  const { results, ...rest } = run
  const opened = openRun(key, store({ run: { results, ...rest } }))
  expect(opened?.run).toEqual(run)
  expect(opened?.signature.publicKey).toBe(key.publicKey('audit').toString('base64url'))
})

test.each<[string, () => StoredRun]>([
  [
    'a result was made good',
    () => store({ run: { ...run, results: [{ ...run.results[0], outcome: 'good', reason: 'as-stated' }] } }),
  ],
  ['it was dated anew', () => store({ run: { ...run, startedAt: '2026-11-30T06:00:00.000Z' } })],
  ['it stands under another number', () => store({ id: 'aud_2' })],
  [
    'another installation signed it',
    () => store({ signature: signRun(createInstallationKey(new Secret('8'.repeat(64))), run) }),
  ],
  [
    'it was signed as a receipt',
    () => store({ signature: key.sign('receipt', Buffer.from(JSON.stringify(run))) }),
  ],
  ['it is no run', () => store({ run: { hello: 1 } })],
  ['its signature is short', () => store({ signature: Buffer.alloc(3) })],
])('when %s, it is as if it were not there', (_what, stored) => {
  expect(openRun(key, stored())).toBeUndefined()
})
