import { expect, test } from 'vitest'
import { collectAtMost } from './collect-at-most.ts'

async function* pieces(count: number) {
  for (let at = 0; at < count; at += 1) yield Buffer.alloc(10, at)
}

test('what is said is collected in order, to the last byte that is allowed', async () => {
  const collected = await collectAtMost(pieces(3), 30)

  expect(collected).toEqual(Buffer.concat([Buffer.alloc(10, 0), Buffer.alloc(10, 1), Buffer.alloc(10, 2)]))
})

test('who talks without end is heard no further', async () => {
  await expect(collectAtMost(pieces(Number.POSITIVE_INFINITY), 10_000)).rejects.toMatchObject({
    reason: 'too-large',
  })
})
