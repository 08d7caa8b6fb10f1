import { expect, test } from 'vitest'
import { createPictures } from './pictures.ts'

const client = { getImage: () => Promise.reject(new Error('asked')), deleteImage: () => Promise.resolve() }

test('what a library that was closed under the reading does not give can be asked for again', async () => {
  const answers = [Promise.reject(new Error('DatabaseClosedError')), Promise.resolve(undefined)]
  const pictures = createPictures(client, {
    findObjectId: () => undefined,
    openKept: () => answers.shift() ?? Promise.resolve(undefined),
  })
  const cell = pictures.open('gen_x/0')
  await expect.poll(() => cell.get().state).toBe('unreached')
  pictures.retryAll()
  await expect.poll(() => cell.get().state).toBe('gone')
})
