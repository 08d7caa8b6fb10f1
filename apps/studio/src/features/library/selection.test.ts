import { expect, test } from 'vitest'
import { extend, nothingSelected, prune, selectAll, toggle } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const idsOf = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].toSorted()

test('toggling takes in and out', () => {
  const once = toggle(nothingSelected, 'b')

  expect(idsOf(once)).toEqual(['b'])
  expect(idsOf(toggle(once, 'b'))).toEqual([])
})

test('a range goes from the last toggled picture, in both directions, and keeps what was chosen', () => {
  const first = toggle(toggle(nothingSelected, 'e'), 'c')

  expect(idsOf(extend(first, order, 'a'))).toEqual(['a', 'b', 'c', 'e'])
  expect(idsOf(extend(first, order, 'd'))).toEqual(['c', 'd', 'e'])
  expect(idsOf(extend(nothingSelected, order, 'd'))).toEqual(['d'])
})

test('what a search hides is not chosen any more', () => {
  const all = selectAll(order)

  expect(idsOf(prune(all, ['b', 'c']))).toEqual(['b', 'c'])
  expect(prune(all, order)).toBe(all)
  expect(prune(all, ['b']).anchor).toBeUndefined()
})
