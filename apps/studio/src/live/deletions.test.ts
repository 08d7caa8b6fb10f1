import { afterEach, expect, test, vi } from 'vitest'
import { toasts } from '../ui/toasts.tsx'
import { deletePictures, hiddenIds, undoLastDeletion } from './deletions.ts'
import type { Studio } from './studio.ts'

afterEach(() => {
  vi.useRealTimers()
  toasts.set([])
})

const refuses = () => Promise.reject(new Error('DatabaseClosedError'))

/** Whose device takes no word of what is hidden and shown. */
function aStudio(erase: () => Promise<void>): Studio {
  const library = { hide: refuses, show: refuses, erase }
  const studio = { pictures: { remove: async () => undefined }, device: { whenKnown: async () => library } }
  return studio as unknown as Studio // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a deletion asks of one
}

const shown = () => toasts.get().map(({ text }) => text)

test('an undo that the device does not take says so', async () => {
  deletePictures(
    aStudio(async () => undefined),
    ['gen_x/0'],
  )
  undoLastDeletion()
  await expect.poll(shown).toEqual([expect.stringMatching(/did not take the undo/)])
  expect(hiddenIds.get().size).toBe(0)
})

test('a deletion that fails says that alone, and shows the picture again', async () => {
  vi.useFakeTimers()
  deletePictures(aStudio(refuses), ['gen_x/0'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown()).toEqual([expect.stringMatching(/^It could not be deleted/)])
  expect(hiddenIds.get().size).toBe(0)
})
