import { expect, test } from 'vitest'
import { layRows } from './lay-rows.ts'
import { placeAfterKey } from './sheet-keys.ts'

// Three rows: four squares, two broad ones, one square of another day.
const prints = [1, 1, 1, 1, 2, 2, 1].map((ratio, at) => ({ ratio, group: at === 6 ? 'old' : 'new' }))
const { rows } = layRows(prints, { width: 800, rowHeight: 200, gap: 0, headingHeight: 40 })
const after = (key: string, at: number, isRightToLeft = false) =>
  placeAfterKey(key, at, { rows, isRightToLeft })

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 4, 3],
  ['ArrowLeft', 0, undefined],
  ['ArrowRight', 6, undefined],
  ['ArrowDown', 0, 4],
  ['ArrowDown', 3, 5],
  ['ArrowUp', 5, 2],
  ['ArrowDown', 4, 6],
  ['ArrowUp', 0, undefined],
  ['Home', 5, 0],
  ['End', 0, 6],
  ['PageDown', 0, 6],
  ['x', 0, undefined],
])('%s at %i leads to %s', (key, at, to) => {
  expect(after(key, at)).toBe(to)
})

test('where one reads from right to left, the arrows do too', () => {
  expect([after('ArrowLeft', 0, true), after('ArrowRight', 1, true)]).toEqual([1, 0])
})
