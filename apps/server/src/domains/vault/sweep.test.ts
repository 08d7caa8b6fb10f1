import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock, createTestDatabase, type TestDatabase } from '#testkit'
import { makeId, type ObjectId, type VaultId } from '#server/kernel/ids.ts'
import { createDiskObjectStore, type ObjectStore } from '#server/platform/object-store/index.ts'
import { createObjectSweep } from './sweep.ts'

let db: TestDatabase
let folder: string
let objectStore: ObjectStore
beforeAll(async () => {
  db = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-sweep-'))
  objectStore = createDiskObjectStore({ folder })
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

async function* once(word: string) {
  yield Buffer.from(word)
}

async function isThere(vaultId: VaultId, objectId: ObjectId): Promise<boolean> {
  for await (const found of objectStore.listObjects(vaultId)) if (found === objectId) return true
  return false
}

test.each([
  ['agree', 0],
  ['differ, because the wall clock was set back an hour', 3_600_000],
  ['differ, because it was set forward a day', -86_400_000],
])('when the two clocks %s, a file is removed a minute after it was seen without a row', async (_, apart) => {
  const clock = createTestClock()
  clock.advance(Date.now() - clock.now().getTime() + apart)
  const sweep = createObjectSweep({ database: db.database, objectStore, clock })
  const [vaultId, objectId] = [makeId('vlt'), makeId('obj')]
  await objectStore.write(vaultId, objectId, once('just written'))

  await sweep()
  clock.advance(59_000)
  await sweep()
  expect(await isThere(vaultId, objectId)).toBe(true)

  clock.advance(1_000)
  await sweep()
  expect(await isThere(vaultId, objectId)).toBe(false)
})

test('a file that is still being written stays', async () => {
  const clock = createTestClock()
  const sweep = createObjectSweep({ database: db.database, objectStore, clock })
  const [vaultId, objectId] = [makeId('vlt'), makeId('obj')]
  await objectStore.write(vaultId, objectId, once('a part'))
  await sweep()

  await objectStore.write(vaultId, objectId, once('and another'))
  clock.advance(60_000)
  await sweep()
  expect(await isThere(vaultId, objectId)).toBe(true)
})
