import { type FileHandle, mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeId, type ObjectId } from '#server/kernel/ids.ts'
import { createDiskObjectStore, ObjectMissing, type ObjectStore } from './index.ts'

let folder: string
let store: ObjectStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-store-'))
  store = createDiskObjectStore({ folder: join(folder, 'objects') })
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

const diskIsFull = () => Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })

/** What every open file can do; to be changed for a while. */
async function handles(): Promise<FileHandle> {
  const handle = await open(folder)
  await handle.close()
  return Object.getPrototypeOf(handle)
}

async function namesOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

test('what is written is read, and is for its owner only', async () => {
  const [vaultId, objectId] = [makeId('vlt'), makeId('obj')]
  await (await store.write(vaultId, objectId, pieces('one', 'two'))).lasting
  expect((await buffer(store.read(vaultId, objectId))).toString()).toBe('onetwo')
  expect((await stat(join(folder, 'objects', vaultId, objectId))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'objects', vaultId))).mode & 0o777).toBe(0o700)
})

test('an object of any length in pieces of any size is read as it was written', async () => {
  const vaultId = makeId('vlt')
  for (const [count, sizeBytes] of [
    [1, 0],
    [3, 5_000],
    [40, 65_536],
    [7, 300_001],
    [2, 4_096],
  ] as const) {
    const objectId = makeId('obj')
    const whole = Buffer.concat(
      Array.from({ length: count }, (_, index) => Buffer.alloc(sizeBytes, index + 1)),
    )
    async function* lent() {
      const piece = Buffer.alloc(sizeBytes)
      for (let index = 0; index < count; index += 1) yield piece.fill(index + 1)
    }
    await store.write(vaultId, objectId, lent())
    const read: Buffer[] = []
    for await (const piece of store.read(vaultId, objectId)) read.push(Buffer.from(piece))
    expect(Buffer.concat(read).equals(whole)).toBe(true)
  }
})

test('a write that breaks leaves nothing', async () => {
  const vaultId = makeId('vlt')
  async function* breaking() {
    yield Buffer.from('half')
    throw new Error('the source broke')
  }
  await expect(store.write(vaultId, makeId('obj'), breaking())).rejects.toThrow('the source broke')
  expect(await readdir(join(folder, 'objects', vaultId))).toEqual([])
})

test('what cannot be made to outlive a power failure is gone, and says why', async () => {
  const vaultId = makeId('vlt')
  const syncing = vi.spyOn(await handles(), 'datasync').mockRejectedValueOnce(diskIsFull())
  const { lasting } = await store.write(vaultId, makeId('obj'), pieces('x'))
  await expect(lasting).rejects.toMatchObject({ code: 'http/storage-full' })
  expect(await readdir(join(folder, 'objects', vaultId))).toEqual([])
  syncing.mockRestore()
})

/** Until whatever nobody has heard of is told to the process. */
const aTurn = () => new Promise(setImmediate)

test('a disk that fails is told to who reads or writes, however long they take over a piece', async () => {
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  // NOTE: by hand, as a spy hears of what it gives back.
  const every = await handles()
  const { write, read } = every
  const fail = () => Promise.reject(diskIsFull())
  const [vaultId, objectId] = [makeId('vlt'), makeId('obj')]
  async function* slowly() {
    for (let piece = 0; piece < 3; piece += 1) {
      yield Buffer.alloc(300_000)
      await aTurn()
    }
  }
  every.write = fail
  const writing = store.write(vaultId, objectId, slowly())
  await expect(writing).rejects.toMatchObject({ code: 'http/storage-full' })
  every.write = write

  await store.write(vaultId, objectId, slowly())
  const takeIn = async () => {
    for await (const piece of store.read(vaultId, objectId)) {
      every.read = fail
      expect(piece.length).toBe(256 * 1024)
      await aTurn()
    }
  }
  await expect(takeIn()).rejects.toThrow('the disk is full')
  every.read = read
  process.off('unhandledRejection', unheard)
  expect(unheard).not.toHaveBeenCalled()
})

test('a removed object is missing, and removing it again is nothing', async () => {
  const [vaultId, objectId] = [makeId('vlt'), makeId('obj')]
  await store.write(vaultId, objectId, pieces('x'))
  await store.remove(vaultId, objectId)
  await store.remove(vaultId, objectId)
  await expect(buffer(store.read(vaultId, objectId))).rejects.toBeInstanceOf(ObjectMissing)
})

test('a vault goes with all it holds, halves of killed writes too', async () => {
  const [vaultId, other] = [makeId('vlt'), makeId('vlt')]
  const half = makeId('obj')
  await store.write(vaultId, makeId('obj'), pieces('x'))
  await writeFile(join(folder, 'objects', vaultId, half), 'hal')
  await store.write(other, makeId('obj'), pieces('y'))
  expect(await namesOf(store.listObjects(vaultId))).toContain(half)
  await store.removeVaults([vaultId])
  await store.removeVaults([vaultId])
  expect(await namesOf(store.listVaults())).toEqual([other])
})

test('many files go with their vaults too, and what is no file with them', async () => {
  const [large, small, kept] = [makeId('vlt'), makeId('vlt'), makeId('vlt')]
  await store.write(small, makeId('obj'), pieces('x'))
  await store.write(kept, makeId('obj'), pieces('y'))
  const path = join(folder, 'objects', large)
  await mkdir(join(path, 'a folder'), { recursive: true })
  for (let written = 0; written < 300; written += 1) await writeFile(join(path, makeId('obj')), 'sealed')
  await store.removeVaults([small, large, makeId('vlt')])
  expect(await namesOf(store.listVaults())).toEqual([kept])
})

test('an id that is a path is refused', async () => {
  const escape = '../../etc' as ObjectId // oxlint-disable-line typescript/no-unsafe-type-assertion -- planted
  await expect(store.write(makeId('vlt'), escape, pieces('x'))).rejects.toThrow('not an id')
  expect(() => store.read(makeId('vlt'), escape)).toThrow('not an id')
})
