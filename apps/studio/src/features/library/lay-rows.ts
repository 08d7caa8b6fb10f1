/** Something to be laid out: its shape, and what it is grouped under. */
export interface Laid {
  /** Width over height. */
  ratio: number
  group: string
}

/** One line of the sheet, at its place from the top; pixels. */
export type SheetRow<Item> =
  | { kind: 'heading'; top: number; height: number; group: string }
  | { kind: 'prints'; top: number; height: number; prints: readonly Placed<Item>[] }

export interface Placed<Item> {
  item: Item
  /** Place in the whole list. */
  at: number
  start: number
  width: number
}

export interface SheetShape {
  width: number
  /** The tallest a row may be; a full one is lower, so that its prints fill the width exactly. */
  rowHeight: number
  gap: number
  headingHeight: number
}

/** Lays prints in full rows like a contact sheet, each group under its heading. */
export function layRows<Item extends Laid>(
  items: readonly Item[],
  shape: SheetShape,
): { rows: readonly SheetRow<Item>[]; height: number } {
  const rows: SheetRow<Item>[] = []
  let top = 0
  let group: string | undefined
  let line: { item: Item; at: number }[] = []
  const finish = (): void => {
    if (line.length === 0) return
    const { height, prints } = layLine(line, shape)
    rows.push({ kind: 'prints', top, height, prints })
    top += height + shape.gap
    line = []
  }
  for (const [at, item] of items.entries()) {
    if (item.group !== group) {
      finish()
      group = item.group
      rows.push({ kind: 'heading', top, height: shape.headingHeight, group })
      top += shape.headingHeight
    }
    line.push({ item, at })
    if (widthAt(shape.rowHeight, line, shape) >= shape.width) finish()
  }
  finish()
  return { rows, height: Math.max(0, top - shape.gap) }
}

function widthAt(height: number, line: readonly { item: Laid }[], { gap }: SheetShape): number {
  return line.reduce((sum, { item }) => sum + item.ratio * height, gap * (line.length - 1))
}

function layLine<Item extends Laid>(
  line: readonly { item: Item; at: number }[],
  shape: SheetShape,
): { height: number; prints: Placed<Item>[] } {
  const ratios = line.reduce((sum, { item }) => sum + item.ratio, 0)
  const full = (shape.width - shape.gap * (line.length - 1)) / ratios
  const height = Math.min(full, shape.rowHeight)
  let start = 0
  const prints = line.map(({ item, at }) => {
    const width = item.ratio * height
    const placed = { item, at, start, width }
    start += width + shape.gap
    return placed
  })
  return { height, prints }
}

/** The first and last row that lie between two heights; rows are in order, so the search halves. */
export function rowsBetween(
  rows: readonly { top: number; height: number }[],
  from: number,
  to: number,
): { first: number; last: number } {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && row.top + row.height < from) low = middle + 1
    else high = middle
  }
  let last = low
  while (last + 1 < rows.length && (rows[last + 1]?.top ?? to) < to) last += 1
  return { first: low, last }
}
