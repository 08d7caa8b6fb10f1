import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDataFolderFault, prepareDataFolder } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-data-'))
  await writeFile(join(folder, 'file'), '')
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

test('a folder is made with its parents, for its owner only, also by two at once', async () => {
  const path = join(folder, 'one', 'two', 'three')
  expect(await findDataFolderFault(path)).toBeUndefined()
  await Promise.all([prepareDataFolder(path), prepareDataFolder(path)])
  expect((await stat(path)).mode & 0o777).toBe(0o700)
})

test('one that is there stays as it is', async () => {
  const path = join(folder, 'there')
  await mkdir(path, { mode: 0o750 })
  await prepareDataFolder(path)
  expect((await stat(path)).mode & 0o777).toBe(0o750)
})

test.each([
  ['a file', () => join(folder, 'file'), 'is no folder'],
  ['a folder below a file', () => join(folder, 'file', 'below'), 'is no folder'],
])('%s is refused in a sentence, and the doctor says the same', async (_, choose, sentence) => {
  const expected = expect.stringMatching(`^The data folder .*${sentence}.* Choose another with --data\\.$`)
  await expect(prepareDataFolder(choose())).rejects.toMatchObject({ sentence: expected })
  expect(await findDataFolderFault(choose())).toEqual(expected)
})

test('where no folder can be made the attempt ends', async () => {
  // Node's own recursive mkdir never does, as of 24.21.
  await expect(prepareDataFolder('/proc/gptimage/data')).rejects.toMatchObject({
    sentence: expect.stringMatching(/cannot be made|may not use/),
  })
})
