import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#testkit'
import { Secret } from '#server/kernel/secret.ts'
import { claimInstallation, createInstallationKey, loadOrCreateInstallationKey } from './index.ts'

const keyOf = (byte: string) => createInstallationKey(new Secret(byte.repeat(32)))
const key = keyOf('0a')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-key-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

test('what it seals opens in its own row only, under its own key only', () => {
  const sealed = key.seal('profile', Buffer.from('Ada'), 'acc_1')
  expect(key.open('profile', sealed, 'acc_1').toString()).toBe('Ada')
  expect(sealed.includes('Ada')).toBe(false)
  expect(() => key.open('profile', sealed, 'acc_2')).toThrow()
  expect(() => keyOf('0b').open('profile', sealed, 'acc_1')).toThrow()
})

test('an index meets itself, and no other purpose, text or key', () => {
  const index = key.index('email', 'ada@example.org')
  expect(key.index('email', 'ada@example.org')).toEqual(index)
  expect(key.index('subject', 'ada@example.org')).not.toEqual(index)
  expect(key.index('email', 'ada@example.com')).not.toEqual(index)
  expect(keyOf('0b').index('email', 'ada@example.org')).not.toEqual(index)
})

test('a proof holds for its bytes and its key', () => {
  const proof = key.prove('worker-key', Buffer.from('one'))
  expect(key.verify('worker-key', Buffer.from('one'), proof)).toBe(true)
  expect(key.verify('worker-key', Buffer.from('two'), proof)).toBe(false)
  expect(keyOf('0b').verify('worker-key', Buffer.from('one'), proof)).toBe(false)
  expect(key.verify('worker-key', Buffer.from('one'), Buffer.alloc(0))).toBe(false)
})

test('the key file is made once, for its owner only, and a damaged one is refused', async () => {
  const made = await loadOrCreateInstallationKey({ dataDir: folder })
  const again = await loadOrCreateInstallationKey({ dataDir: folder })
  expect(again.reveal()).toBe(made.reveal())
  const path = join(folder, 'installation.key')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await writeFile(path, 'half')
  await expect(loadOrCreateInstallationKey({ dataDir: folder })).rejects.toMatchObject({
    code: 'installation/key-file-damaged',
  })
})

test('a database is claimed by its first key', async () => {
  const { database, close } = await createTestDatabase()
  await claimInstallation(database, key)
  await claimInstallation(database, key)
  await expect(claimInstallation(database, keyOf('0b'))).rejects.toMatchObject({
    code: 'installation/other-key',
  })
  await close()
})
