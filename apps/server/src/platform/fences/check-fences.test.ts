import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkFences, findGrounds } from './index.ts'
import { planted } from './check-fences.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'gptimage-fences-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const safe = {
  flags: ['--disable-sigusr1'],
  nodeOptions: '',
  tlsRejectUnauthorized: undefined as string | undefined,
  nodeDebug: '',
  logged: '{}',
  resourceLimits: 'Max core file size        0        0        bytes',
  dataDir,
}
const openFences = (grounds: Partial<typeof safe>) =>
  checkFences({ ...safe, ...grounds })
    .filter(({ isGood }) => !isGood)
    .map(({ name }) => name)

test('a process started by us has every fence up', () => {
  expect(openFences({})).toEqual([])
})

test.each([
  [{ flags: [] }, 'no debugger by signal'],
  [{ nodeOptions: '--heapsnapshot-signal=SIGUSR2' }, 'no heap snapshots, reports or inspector'],
  [{ flags: ['--disable-sigusr1', '--inspect=0.0.0.0'] }, 'no heap snapshots, reports or inspector'],
  [{ nodeOptions: '--report-on-fatalerror' }, 'no heap snapshots, reports or inspector'],
  [{ nodeOptions: '--report_on_fatalerror' }, 'no heap snapshots, reports or inspector'],
  [{ nodeOptions: '--abort_on_uncaught_exception' }, 'no heap snapshots, reports or inspector'],
  [{ nodeOptions: '--tls-keylog=keys' }, 'no heap snapshots, reports or inspector'],
  [{ tlsRejectUnauthorized: '0' }, 'certificates are checked'],
  [{ nodeDebug: 'http' }, 'no tracing of what is sent'],
  [{ logged: `{"reason":"${planted}"}` }, 'log of listed words only'],
  [{ logged: '' }, 'log of listed words only'],
  [{ resourceLimits: 'Max core file size        unlimited  unlimited  bytes' }, 'no core dumps'],
])('%o is seen', (grounds, name) => {
  expect(openFences(grounds)).toEqual([name])
})

test.runIf(process.getuid?.() === 0)('a folder of another owner is seen', () => {
  chownSync(dataDir, 65_534, 65_534)
  expect(openFences({})).toEqual(['data folder for its owner only'])
  chownSync(dataDir, 0, 0)
})

test('a folder that others can enter is seen', () => {
  chmodSync(dataDir, 0o755)
  expect(openFences({})).toEqual(['data folder for its owner only'])
})

test('the log of this build is asked, not believed', () => {
  const { logged } = findGrounds({}, dataDir)
  expect(logged).toContain('"code":"server-failed"')
  expect(logged).not.toContain(planted)
})
