import { expect, test } from 'vitest'
import { type EnterOptions, readLetter } from './enter-request.ts'

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
