import { expect, test } from 'vitest'
import fc from 'fast-check'
import { layRows, rowsBetween } from './lay-rows.ts'

const shape = { width: 1000, rowHeight: 200, gap: 4, headingHeight: 40 }
const print = (ratio: number, group = 'today') => ({ ratio, group })

test('a full row fills the width exactly, and all its prints are of one height', () => {
  const { rows } = layRows(
    [1, 1, 1.5, 1.5, 1].map((ratio) => print(ratio)),
    shape,
  )

  const line = rows[1]
  if (line?.kind !== 'prints') throw new Error('there is no row of prints')
  const last = line.prints.at(-1)
  expect((last?.start ?? 0) + (last?.width ?? 0)).toBeCloseTo(1000)
})

test('a row that is not full is as tall as a row may be', () => {
  const { rows } = layRows([print(1)], shape)

  expect(rows[1]?.height).toBe(200)
})

test('each day has its heading, and a new day begins a new row', () => {
  const { rows } = layRows([print(1), print(1, 'yesterday'), print(1, 'yesterday')], shape)

  expect(rows.map(({ kind }) => kind)).toEqual(['heading', 'prints', 'heading', 'prints'])
})

const sheets = fc.array(
  fc.record({
    ratio: fc.double({ min: 0.2, max: 5, noNaN: true }),
    group: fc.constantFrom('a', 'b', 'c'),
  }),
  { maxLength: 60 },
)

test('every print is laid once, in order, inside the width, and rows do not overlap', () => {
  fc.assert(
    fc.property(sheets, fc.integer({ min: 200, max: 2000 }), (prints, width) => {
      const { rows, height } = layRows(prints, { ...shape, width })
      const laid = rows.flatMap((row) => (row.kind === 'prints' ? row.prints : []))
      expect(laid.map(({ at }) => at)).toEqual(prints.map((_, at) => at))
      for (const { start, width: own } of laid) expect(start + own).toBeLessThan(width + 0.01)
      for (const [at, row] of rows.entries())
        expect(row.top + row.height).toBeLessThan((rows[at + 1]?.top ?? height) + 0.01)
    }),
  )
})

test('the rows in sight are those a look at every row would find', () => {
  fc.assert(
    fc.property(sheets, fc.integer({ min: 0, max: 5000 }), (prints, from) => {
      const { rows } = layRows(prints, shape)
      const to = from + 600
      const { first, last } = rowsBetween(rows, from, to)
      const found = rows.filter((_, at) => at >= first && at <= last)
      const wanted = rows.filter(({ top, height }) => top + height >= from && top < to)
      for (const row of wanted) expect(found).toContain(row)
    }),
  )
})
