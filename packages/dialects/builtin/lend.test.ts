import { expect, test } from 'vitest'
import { lendColours, readLent } from './lend.ts'
import type { Pixels } from './pixels.ts'

type Paint = (x: number, y: number) => readonly [number, number, number, number]

function paint(paintAt: Paint, widthPx = 64, heightPx = 64): Pixels {
  const rgba = new Uint8Array(widthPx * heightPx * 4)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) rgba.set(paintAt(x, y), (y * widthPx + x) * 4)
  }
  return { widthPx, heightPx, rgba }
}

test('the border between sky and land is where the horizon of a lent picture is', () => {
  const lent = readLent([paint((_, y) => (y < 26 ? [120, 170, 230, 255] : [60, 110, 40, 255]))])
  expect(lent?.horizon).toBeCloseTo(26 / 64, 2)
})

test('a picture without a border lends no horizon', () => {
  expect(readLent([paint((_, y) => [y * 2, y * 2, y * 2, 255])])?.horizon).toBe(undefined)
})

test('what stands out says where the weight is', () => {
  const lent = readLent([paint((x) => (x >= 44 && x < 52 ? [200, 30, 30, 255] : [240, 240, 240, 255]))])
  expect(lent?.focusX).toBeCloseTo(48 / 64, 2)
})

test('transparent pixels lend nothing, and a picture of them alone is as none', () => {
  expect(readLent([paint(() => [255, 0, 0, 0])])).toBe(undefined)
  expect(readLent([])).toBe(undefined)
  expect(readLent([paint((x) => (x < 32 ? [255, 0, 0, 0] : [10, 20, 30, 255]))])?.mean).toEqual([10, 20, 30])
})

test('lent colours move a picture towards them and leave its transparency alone', () => {
  const lent = readLent([paint((x) => (x % 2 === 0 ? [200, 90, 20, 255] : [160, 50, 0, 255]))])
  const own = paint((x, y) => [x * 4, y * 4, 128, x < 32 ? 255 : 40])
  const changed = Uint8ClampedArray.from(own.rgba)
  if (lent !== undefined) lendColours(changed, lent)
  const mean = (bytes: ArrayLike<number>, channel: number) =>
    Array.from({ length: 64 * 64 }, (_, at) => bytes[at * 4 + channel] ?? 0).reduce(
      (sum, part) => sum + part,
      0,
    ) / 4096
  expect(Math.abs(mean(changed, 0) - 180)).toBeLessThan(Math.abs(mean(own.rgba, 0) - 180))
  expect(Math.abs(mean(changed, 2) - 10)).toBeLessThan(Math.abs(mean(own.rgba, 2) - 10))
  expect(changed.filter((_, at) => at % 4 === 3)).toEqual(
    Uint8ClampedArray.from(own.rgba.filter((_, at) => at % 4 === 3)),
  )
})
