import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Look } from '../parts.ts'
import { checkLog } from './log.ts'

/* What a running server wrote into the file its output goes to. */

const opened: { child: ChildProcess; folder: string }[] = []
afterEach(async () => {
  for (const { child, folder } of opened.splice(0)) {
    const ended = once(child, 'exit')
    child.kill()
    await ended
    await rm(folder, { recursive: true })
  }
})

/** Looks at a process whose output goes to a file with these lines in it. */
async function lookAt(lines: readonly string[]): Promise<Look> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-log-'))
  await using file = await open(join(folder, 'server.log'), 'a')
  await file.write(lines.map((line) => `${line}\n`).join(''))
  const child = spawn('cat', { stdio: ['pipe', file.fd, 'ignore'] })
  opened.push({ child, folder })
  await once(child, 'spawn')
  // Of all that is handed over this check reads the process alone.
  return { server: { pid: child.pid } } as unknown as Look // oxlint-disable-line typescript/no-unsafe-type-assertion
}

const greeting = '  GPTImage is ready: http://localhost:3000'
const own = '{"level":"info","time":"2026-11-29T06:57:40.009Z","code":"swept","count":1,"reason":"vaults"}'

test('what npm and the install say before the program is ready is not the program’s', async () => {
  const look = await lookAt(['> gptimage@0.1.0 start', 'Building the studio …', own, '', greeting, '', own])
  expect(await checkLog(look)).toMatchObject({ outcome: 'good', scanned: { lines: 3 } })
})

test.each([
  ['a line without a code', 'a prompt, said in passing'],
  ['a code that is not listed', '{"level":"info","code":"prompt-seen"}'],
  ['a field that is not listed', '{"level":"info","code":"swept","prompt":"a fox"}'],
])('%s is found', async (_, line) => {
  expect(await checkLog(await lookAt([greeting, own, line]))).toMatchObject({
    outcome: 'bad',
    reason: 'found',
  })
})
