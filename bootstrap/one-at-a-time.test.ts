import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'

const module = new URL('./one-at-a-time.mjs', import.meta.url).href
const folders: string[] = []
const children: ChildProcess[] = []
let folder: string
let lock: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-lock-'))
  folders.push(folder)
  lock = join(folder, 'lock')
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const path of folders) await rm(path, { recursive: true })
})

/** A process that appends a line to `done` as its work, after `before`. */
function start(before = '') {
  const program = `
    import { appendFileSync, existsSync } from 'node:fs'
    import { oneAtATime } from '${module}'
    const done = '${join(folder, 'done')}'
    oneAtATime('${lock}', { isDone: () => existsSync(done), what: 'working' }, () => {
      ${before}
      appendFileSync(done, 'done\\n')
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  children.push(child)
  return child
}

/** The lock leads nowhere, so that it does not exist to those who follow it. */
const isLocked = () => lstatSync(lock, { throwIfNoEntry: false }) !== undefined
const work = () => readFileSync(join(folder, 'done'), 'utf8')

test('of many that start at once one works, and all end when it is done', async () => {
  const many = Array.from({ length: 6 }, () => start())
  const codes = await Promise.all(many.map(async (child): Promise<unknown> => (await once(child, 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0, 0, 0, 0])
  expect(work()).toBe('done\n')
  expect(isLocked()).toBe(false)
})

test('one that was killed at work holds up nobody', async () => {
  const killed = start('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)')
  await expect.poll(isLocked).toBe(true)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(readlinkSync(lock)).toBe(String(killed.pid))
  const [code] = await once(start(), 'exit')
  expect(code).toBe(0)
  expect(work()).toBe('done\n')
})

test('one that lives is waited for, and named', async () => {
  symlinkSync(String(process.pid), lock)
  const waiting = start()
  const [said] = await once(waiting.stderr, 'data')
  expect(String(said)).toContain(`Process ${process.pid} is working`)
  expect(existsSync(join(folder, 'done'))).toBe(false)
  await rm(lock)
  await once(waiting, 'exit')
  expect(work()).toBe('done\n')
})
