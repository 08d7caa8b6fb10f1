import type { SheetRow } from './lay-rows.ts'

/** Where a key leads from one print of a sheet; undefined when it leads nowhere, or moves nothing. */
export function placeAfterKey<Item>(
  key: string,
  at: number,
  { rows, isRightToLeft }: { rows: readonly SheetRow<Item>[]; isRightToLeft: boolean },
): number | undefined {
  const lines = rows.flatMap((row) => (row.kind === 'prints' ? [row.prints] : []))
  const last = lines.at(-1)?.at(-1)?.at ?? -1
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight'
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return within(at + (key === forward ? 1 : -1), last)
    case 'Home':
      return within(0, last)
    case 'End':
      return within(last, last)
    case 'ArrowUp':
    case 'ArrowDown':
      return besides(lines, at, key === 'ArrowDown' ? 1 : -1)
    case 'PageUp':
    case 'PageDown':
      return besides(lines, at, key === 'PageDown' ? 3 : -3)
    default:
      return undefined
  }
}

function within(at: number, last: number): number | undefined {
  return at < 0 || at > last ? undefined : at
}

/** The print that lies nearest above or below; at the ends of the sheet, the line that is there. */
function besides(
  lines: readonly (readonly { at: number; start: number; width: number }[])[],
  at: number,
  step: number,
): number | undefined {
  const from = lines.findIndex((line) => line.some((print) => print.at === at))
  const here = lines[from]?.find((print) => print.at === at)
  const to = Math.min(lines.length - 1, Math.max(0, from + step))
  if (here === undefined || to === from) return undefined
  const middle = here.start + here.width / 2
  const distance = (print: { start: number; width: number }): number =>
    Math.abs(print.start + print.width / 2 - middle)
  return lines[to]?.toSorted((one, other) => distance(one) - distance(other))[0]?.at
}
