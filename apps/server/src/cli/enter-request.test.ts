import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { SignedReceipt } from '#contract'
import { makeId } from '#server/kernel/ids.ts'
import { enterRequest, type EnterOptions, readLetter } from './enter-request.ts'

afterEach(() => vi.restoreAllMocks())

const read = (options: Partial<EnterOptions>, input = '') =>
  readLetter(
    { email: 'ada@example.org', kind: 'object', channel: 'mail', law: 'gdpr', ...options },
    async () => input,
  )

test('the address is the first line of the input where none is given', async () => {
  expect(await read({ email: '-' }, 'bob@example.org\n')).toMatchObject({ email: 'bob@example.org' })
  expect(await read({ received: '2026-02-30' }).catch(String)).toContain('--received')
})

test('what is right is read from the lines after it, and nothing goes back to the provider’s word', async () => {
  const input = 'bob@example.org\nname: Bob Builder\n\nemail:\n'
  expect(await read({ email: '-', kind: 'correct' }, input)).toMatchObject({
    email: 'bob@example.org',
    change: { name: 'Bob Builder', email: null },
  })
  expect(await read({ kind: 'correct' }, 'name: Ada: the Countess')).toMatchObject({
    email: 'ada@example.org',
    change: { name: 'Ada: the Countess' },
  })
})

test.each(['', '\n', 'Ada', 'phone: 1', 'email: nobody', `name: ${'a'.repeat(201)}`])(
  'to correct with the words %j is refused with what to write',
  async (input) => {
    await expect(read({ kind: 'correct' }, input)).rejects.toThrow('name: …')
  },
)

test('an export needs a file to go to', async () => {
  await expect(read({ kind: 'export' })).rejects.toThrow('--output')
})

test('of an erasure the key is told first, and a receipt that no file takes is shown', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-entering-'))
  const told: string[] = []
  for (const stream of [process.stderr, process.stdout])
    vi.spyOn(stream, 'write').mockImplementation((text) => told.push(String(text)) > 0)
  const probe = await open(join(folder, 'probe'), 'w')
  await probe.close()
  // As a disk that is full does.
  vi.spyOn(Object.getPrototypeOf(probe), 'sync').mockRejectedValue(new Error('no space'))
  const rights = {
    enterRequest: async () => ({ outcome: 'erased', receipt: aReceipt, receiptKey: makeId('rky') }) as const,
    letters: { tellReceipt: () => 'fetched with the key' },
  }
  const asked = {
    letter: { email: 'ada@example.org', kind: 'erase-account' },
    output: join(folder, 'r'),
  } as const

  await enterRequest({ rights, desk: { record: async () => undefined } }, asked)

  expect(told).toEqual([
    expect.stringContaining('fetched with the key'),
    expect.stringContaining('could not be written'),
    `${JSON.stringify(aReceipt, null, 2)}\n`,
  ])
  expect(await readdir(folder)).toEqual(['probe'])
  await rm(folder, { recursive: true })
})

const at = '2026-11-29T00:00:00.000Z'
const aReceipt: SignedReceipt = {
  receipt: {
    version: 1,
    kind: 'account-erased',
    number: makeId('req'),
    issuer: 'http://localhost',
    requestedAt: at,
    unreadableAt: at,
    erasedAt: at,
    bytesGoneBy: at,
    erased: [],
    elsewhere: [],
    remains: [],
  },
  signature: { algorithm: 'Ed25519', publicKey: '', value: '' },
}
