import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { requireTombstones } from './require-tombstones.ts'
import { appendTombstone, readTombstones, replaceFile, type TombstoneParts } from './tombstone-file.ts'

let folder: string
let parts: TombstoneParts
const erasedAt = new Date('2026-11-24T12:00:00Z')
const nothing = { count: 0, head: Buffer.alloc(0) }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-tombstones-'))
  parts = {
    path: join(folder, 'tombstones'),
    installationKey: createInstallationKey(new Secret('7'.repeat(64))),
  }
})
afterEach(() => rm(folder, { recursive: true }))

async function appendSome(count: number) {
  const stones = []
  for (let left = count; left > 0; left -= 1)
    stones.push(await appendTombstone(parts, { accountId: makeId('acc'), erasedAt }))
  return stones
}

const chainOf = ({ count, proof }: { count: number; proof: Buffer }) => ({ count, head: proof })

test('what was written is read, in order, each following from the one before', async () => {
  const stones = await appendSome(3)
  const read = await readTombstones(parts)
  expect(read.stones).toEqual(stones)
  expect(read.last.count).toBe(3)
})

test('a line that was being written when power went is passed over, and the next does not follow on it', async () => {
  const [first] = await appendSome(1)
  await appendFile(parts.path, '{"count":2,"acc')
  expect((await readTombstones(parts)).stones).toEqual([first])
  const [second] = await appendSome(1)
  expect((await readTombstones(parts)).stones).toEqual([first, second])
})

test.each([
  ['one is taken out', (lines: string[]) => lines.toSpliced(1, 1)],
  ['two change places', (lines: string[]) => [lines[0], lines[2], lines[1], lines[3]]],
  [
    'another id stands in one',
    (lines: string[]) => lines.with(1, lines[1]?.replace(/acc_[\w-]+/, makeId('acc')) ?? ''),
  ],
  ['a line is put in', (lines: string[]) => lines.toSpliced(1, 0, lines[0] ?? '')],
])('when %s, it is noticed', async (_what, change) => {
  await appendSome(3)
  const lines = (await readFile(parts.path, 'utf8')).split('\n')
  await writeFile(parts.path, change(lines).join('\n'))
  await expect(readTombstones(parts)).rejects.toThrow('does not follow')
})

test('nobody without the installation key can write a tombstone, which would erase somebody', async () => {
  const installationKey = createInstallationKey(new Secret('8'.repeat(64)))
  await appendTombstone({ ...parts, installationKey }, { accountId: makeId('acc'), erasedAt })
  await expect(readTombstones(parts)).rejects.toThrow('does not follow')
})

test('a file that lost its last lines is noticed, by what the database knows', async () => {
  const [first, second] = await appendSome(2)
  if (first === undefined || second === undefined) throw new Error('nothing was written')
  const required = { ...parts, isLossAccepted: false }
  expect((await requireTombstones(required, chainOf(second))).stones).toHaveLength(2)
  // A database from before the second knows the first: it came back from a backup.
  expect((await requireTombstones(required, chainOf(first))).stones).toHaveLength(2)
  const [line = ''] = (await readFile(parts.path, 'utf8')).split('\n')
  await writeFile(parts.path, `${line}\n`)
  await expect(requireTombstones(required, chainOf(second))).rejects.toMatchObject({
    code: 'rights/tombstones-lost',
  })
  await rm(parts.path)
  await expect(requireTombstones(required, chainOf(second))).rejects.toThrow('rights/tombstones-lost')
})

test('as many lines of another history are not the ones that must be there', async () => {
  const stones = await appendSome(2)
  await rm(parts.path)
  await appendSome(2)
  const last = stones[1]
  if (last === undefined) throw new Error('nothing was written')
  await expect(requireTombstones({ ...parts, isLossAccepted: false }, chainOf(last))).rejects.toMatchObject({
    code: 'rights/tombstones-lost',
  })
})

test('an accepted loss begins anew where the database counts, and the next follows from there', async () => {
  const [, second] = await appendSome(2)
  if (second === undefined) throw new Error('nothing was written')
  await rm(parts.path)
  const begun = await requireTombstones({ ...parts, isLossAccepted: true }, chainOf(second))
  expect(begun.last.count).toBe(2)
  await appendSome(1)
  const again = await requireTombstones({ ...parts, isLossAccepted: false }, chainOf(second))
  expect(again.stones.map(({ count }) => count)).toEqual([3])
})

test('what is let go leaves a beginning that the rest follows from, and that cannot be made up', async () => {
  const stones = await appendSome(3)
  const [, gone, kept] = stones
  if (gone === undefined || kept === undefined) throw new Error('nothing was written')
  await replaceFile(parts, { beginning: gone, stones: [kept] })
  const required = { ...parts, isLossAccepted: false }
  expect((await requireTombstones(required, chainOf(kept))).stones).toEqual([kept])
  expect((await requireTombstones(required, nothing)).stones).toEqual([kept])
  const text = await readFile(parts.path, 'utf8')
  await writeFile(parts.path, text.replace('"before":2', '"before":1'))
  await expect(readTombstones(parts)).rejects.toThrow('does not follow')
})
