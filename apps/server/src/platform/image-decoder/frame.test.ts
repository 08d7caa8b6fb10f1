import { expect, test } from 'vitest'
import { frameHead, readFrame } from './frame.ts'

const words = { widthPx: 3, heightPx: 2 }
const bytes = Buffer.from('the bytes of a picture')
const frame = Buffer.concat([frameHead(words, bytes.length), bytes])

async function* cut(whole: Buffer, size: number) {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
}

async function* endless() {
  yield frame
  for (;;) yield Buffer.alloc(10)
}

test.each([1, 3, 8, 9, 1_000])(
  'a frame in pieces of %i is read to the last byte that is allowed',
  async (size) => {
    expect(await readFrame(cut(frame, size), frame.length)).toEqual({ words, bytes })
  },
)

test('words without bytes are a frame', async () => {
  expect(await readFrame(cut(frameHead(words, 0), 5), 100)).toEqual({ words, bytes: Buffer.alloc(0) })
})

test('who tells of more than is allowed, or talks on behind the end, is heard no further', async () => {
  await expect(readFrame(cut(frame, 5), frame.length - 1)).rejects.toMatchObject({ reason: 'too-large' })
  await expect(readFrame(endless(), 10_000)).rejects.toMatchObject({ reason: 'too-large' })
  const boast = Buffer.alloc(30, 0xff)
  await expect(readFrame(cut(boast, 30), 200_000_000)).rejects.toMatchObject({ reason: 'too-large' })
})

test.each([0, 1, 7, 8, 9, frame.length - 1])('a frame that ends after %i bytes is none', async (length) => {
  await expect(readFrame(cut(frame.subarray(0, length), 6), 10_000)).rejects.toThrow('the frame is cut off')
})
