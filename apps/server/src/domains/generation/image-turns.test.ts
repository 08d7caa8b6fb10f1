import { expect, test } from 'vitest'
import { makeId } from '#server/kernel/ids.ts'
import { createImageTurns, imagesAtOnce } from './image-turns.ts'

/** Something that is sent until it is told to end. */
function aSending() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const sending = { begun: false, end: resolve, fail: () => reject(new Error('broken')) }
  const work = () => {
    sending.begun = true
    return promise
  }
  return { sending, work }
}

test('as many of a session are sent at once as may be, the next when one ends, however it ends', async () => {
  const turns = createImageTurns()
  const [mine, theirs] = [makeId('ses'), makeId('ses')]
  const all = Array.from({ length: imagesAtOnce + 2 }, aSending)
  const foreign = aSending()

  const taken = all.map(({ work }) => turns.take(mine, work).catch(() => undefined))
  const other = turns.take(theirs, foreign.work)
  const begun = () => all.filter(({ sending }) => sending.begun).length
  await expect.poll(begun).toBe(imagesAtOnce)
  expect(foreign.sending.begun).toBe(true)
  all[3]?.sending.end()
  await expect.poll(begun).toBe(imagesAtOnce + 1)
  all[7]?.sending.fail()
  await expect.poll(begun).toBe(imagesAtOnce + 2)

  for (const { sending } of [...all, foreign]) sending.end()
  await Promise.all([...taken, other])
})
