import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillOpenArea, findOpenArea } from './edit.ts'
import type { Pixels } from './pixels.ts'

const side = 6
const bytesOf = (arbitrary: fc.Arbitrary<number>, pixels: number) =>
  fc.array(arbitrary, { minLength: pixels * 4, maxLength: pixels * 4 }).map((bytes) => Uint8Array.from(bytes))
const aByte = fc.integer({ min: 0, max: 255 })
const ofSide =
  (widthPx: number, heightPx: number) =>
  (rgba: Uint8Array): Pixels => ({ widthPx, heightPx, rgba })
const aPicture = bytesOf(aByte, side * side).map(ofSide(side, side))
const aDrawing = bytesOf(aByte, 12).map(ofSide(4, 3))
/** Alpha is often one of the two that matter. */
const aMask = bytesOf(fc.oneof(fc.constant(0), fc.constant(255), aByte), side * side).map(ofSide(side, side))

test('an edit changes no byte of a pixel that its mask keeps', () => {
  fc.assert(
    fc.property(aPicture, aMask, aDrawing, (picture, mask, drawing) => {
      const area = findOpenArea(mask)
      if (area === undefined) return
      const { rgba } = fillOpenArea(picture, { mask, drawing, area })
      for (let at = 0; at < rgba.length; at += 4) {
        if (mask.rgba[at + 3] !== 255) continue
        expect(rgba.subarray(at, at + 4)).toEqual(picture.rgba.subarray(at, at + 4))
      }
    }),
  )
})

test('where the mask is fully open every pixel is of the drawing', () => {
  fc.assert(
    fc.property(aPicture, aDrawing, (picture, drawing) => {
      const mask = { ...picture, rgba: new Uint8Array(side * side * 4) }
      const area = findOpenArea(mask)
      expect(area).toEqual({ left: 0, top: 0, right: side, bottom: side })
      if (area === undefined) return
      const { rgba } = fillOpenArea(picture, { mask, drawing, area })
      const drawn = new Set(
        Array.from({ length: 12 }, (_, at) => drawing.rgba.subarray(at * 4, at * 4 + 4).join()),
      )
      for (let at = 0; at < rgba.length; at += 4) expect(drawn).toContain(rgba.subarray(at, at + 4).join())
    }),
  )
})

test('a mask that opens nothing has no open area', () => {
  expect(findOpenArea({ widthPx: 2, heightPx: 1, rgba: Uint8Array.from([0, 0, 0, 255, 0, 0, 0, 255]) })).toBe(
    undefined,
  )
})
