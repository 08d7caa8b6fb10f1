import { decode, encode } from 'fast-png'
import { afterAll, expect, test } from 'vitest'
import type { AdapterEvent, ImageInput, ImageRequest } from '#partner-spec'
import { checkNoDeletionCall } from '#partner-kit/conformance'
import { buffer } from 'node:stream/consumers'
import { createBuiltinPartner, type Darkroom, type Pixels } from './index.ts'

/* The drawing thread is real; files are read and written by another PNG program than the product's. */

const darkroom: Darkroom = {
  async read(file, { longestSidePx }) {
    const { width, height, data } = decode(file)
    const step = Math.max(1, Math.ceil(Math.max(width, height) / longestSidePx))
    const [widthPx, heightPx] = [Math.floor(width / step), Math.floor(height / step)]
    const rgba = new Uint8Array(widthPx * heightPx * 4)
    for (let y = 0; y < heightPx; y += 1) {
      for (let x = 0; x < widthPx; x += 1) {
        const from = (y * step * width + x * step) * 4
        rgba.set(data.subarray(from, from + 4), (y * widthPx + x) * 4)
      }
    }
    return { widthPx, heightPx, rgba }
  },
  write: async ({ widthPx, heightPx, rgba }) =>
    encode({ width: widthPx, height: heightPx, data: rgba, channels: 4 }),
}

const partner = createBuiltinPartner({ darkroom })
const { adapter } = partner
afterAll(() => adapter.close())

checkNoDeletionCall('builtin', () => partner, 'never-stored')

function anInput({ widthPx, heightPx, rgba }: Pixels): ImageInput {
  const file = encode({ width: widthPx, height: heightPx, data: rgba, channels: 4 })
  return {
    mediaType: 'image/png',
    widthPx,
    heightPx,
    sizeBytes: file.length,
    async *open() {
      yield file
    },
  }
}

async function draw(
  wish: Partial<ImageRequest>,
): Promise<{ images: Pixels[]; kinds: AdapterEvent['kind'][] }> {
  const request: ImageRequest = {
    modelId: 'builtin/sketch',
    prompt: Buffer.from('a red fox at dawn'),
    widthPx: 512,
    heightPx: 512,
    count: 1,
    firstIndex: 0,
    seed: 7,
    background: 'scene',
    quality: undefined,
    references: [],
    mask: undefined,
    ...wish,
  }
  const nowhere = { sendContent: notThere, ask: notThere, fetchResult: notThere }
  const images: Pixels[] = []
  const kinds: AdapterEvent['kind'][] = []
  for await (const event of adapter.run(request, {
    connection: nowhere,
    signal: new AbortController().signal,
  })) {
    kinds.push(event.kind)
    if (event.kind !== 'image') continue
    const { width, height, data, channels } = decode(await buffer(event.bytes))
    expect(channels).toBe(4)
    images.push({ widthPx: width, heightPx: height, rgba: Uint8Array.from(data) })
  }
  return { images, kinds }
}

const notThere = () => Promise.reject(new Error('nothing is sent'))

/** Every pixel opaque and of its own colour. */
const noise = (side: number): Pixels => ({
  widthPx: side,
  heightPx: side,
  rgba: new Uint8Array(side * side * 4).map((_, at) => (at % 4 === 3 ? 255 : (at * 131) % 256)),
})

test('a masked edit changes the open pixels and no other, at the size of the picture', async () => {
  const picture = noise(96)
  const isOpen = (pixel: number) => pixel % 96 >= 30 && pixel % 96 < 60 && pixel >= 96 * 20 && pixel < 96 * 70
  const mask = {
    ...picture,
    rgba: picture.rgba.map((byte, at) => (at % 4 === 3 && isOpen((at - 3) / 4) ? 0 : byte)),
  }
  const { images, kinds } = await draw({ references: [anInput(picture)], mask: anInput(mask) })

  expect(kinds).toEqual(['partial', 'progress', 'image', 'progress', 'done'])
  const [result] = images
  expect([result?.widthPx, result?.heightPx]).toEqual([96, 96])
  const changed = Array.from({ length: 96 * 96 }, (_, pixel) => pixel).filter(
    (pixel) =>
      result?.rgba.subarray(pixel * 4, pixel * 4 + 4).join() !==
      picture.rgba.subarray(pixel * 4, pixel * 4 + 4).join(),
  )
  expect(changed.every(isOpen)).toBe(true)
  expect(changed.length).toBeGreaterThan(1400)
})

test('a reference lends its colours; the same request gives the same picture again', async () => {
  const green = {
    ...noise(64),
    rgba: new Uint8Array(64 * 64 * 4).map((_, at) => [20, 200, 60, 255][at % 4] ?? 0),
  }
  const greenness = ({ rgba }: Pixels) =>
    rgba.reduce((sum, byte, at) => sum + (at % 4 === 1 ? byte : at % 4 === 3 ? 0 : -byte / 2), 0)
  const [plain] = (await draw({})).images
  const [lent] = (await draw({ references: [anInput(green)] })).images
  const [again] = (await draw({ references: [anInput(green)] })).images

  expect(lent).toEqual(again)
  if (plain === undefined || lent === undefined) throw new Error('nothing was drawn')
  expect(greenness(lent)).toBeGreaterThan(greenness(plain) + 512 * 512 * 20)
})
