import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withNewFile } from './new-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-new-file-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('it is there before anything is done, and has everything after, for nobody else to read', async () => {
  const path = join(folder, 'receipt.json')
  await withNewFile(path, async (write) => {
    expect(await readdir(folder)).toEqual(['receipt.json'])
    await write?.(['one', 'two'])
  })
  expect(await readFile(path, 'utf8')).toBe('onetwo')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  let isDone = false
  const again = withNewFile(path, async () => void (isDone = true))
  await expect(again).rejects.toThrow('There is a file of this name already')
  await expect(withNewFile(join(folder, 'none', 'a'), async () => void (isDone = true))).rejects.toThrow(
    'No file can be made there',
  )
  expect(isDone).toBe(false)
  expect(await readFile(path, 'utf8')).toBe('onetwo')
})

test('what was not wholly written is gone again', async () => {
  async function* breaking() {
    yield Buffer.from('half of it')
    throw new Error('broken')
  }
  const broken = withNewFile(join(folder, 'a.zip'), async (write) => write?.(breaking()))
  await expect(broken).rejects.toThrow('broken')
  await withNewFile(join(folder, 'b.zip'), async () => undefined)
  expect(await readdir(folder)).toEqual([])
})
