import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { LibraryEntry, LibraryIndex } from '../../library/index.ts'
import { formatDay } from '../../messages/moments.ts'
import { useBreadth } from '../../ui/use-media.ts'
import { layRows, rowsBetween, type SheetRow } from './lay-rows.ts'
import { type Choice, LibraryTile } from './library-tile.tsx'
import { placeAfterKey } from './sheet-keys.ts'
import type { SmallPrints } from './small-prints.ts'
import { tl } from '../../messages/library/messages.ts'

export interface LibrarySheetProps {
  entries: LibraryIndex
  prints: SmallPrints
  selected: ReadonlySet<string>
  isSelecting: boolean
  onChoose(id: string, choice: Choice): void
  /** Keys that act on the picture with the focus, beyond moving and choosing. */
  onKey(event: KeyboardEvent, id: string): void
}

interface Print {
  entry: LibraryEntry
  ratio: number
  group: string
}

const shapes = {
  wide: { rowHeight: 190, gap: 6, headingHeight: 44 },
  compact: { rowHeight: 160, gap: 5, headingHeight: 40 },
  phone: { rowHeight: 112, gap: 3, headingHeight: 40 },
} as const

/** Rows beyond the window that are drawn already; pixels. */
const aheadPx = 700

/** All pictures like a contact sheet, of which only the part in sight is drawn. One stop in the tab order; arrows move. */
export function LibrarySheet(props: LibrarySheetProps) {
  const { entries, selected, onChoose, onKey } = props
  const list = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string>()
  const width = useWidth(list)
  const shape = shapes[useBreadth()]
  const sheet = useMemo(() => lay(entries, { ...shape, width }), [entries, shape, width])
  const inSight = useRowsInSight(list, sheet.rows)
  const at = Math.max(
    0,
    entries.findIndex(({ picture }) => picture.id === current),
  )
  const rows = sheet.rows.filter((row, index) => inSight(index) || holds(row, at))

  function onKeyDown(event: KeyboardEvent): void {
    const id = entries[at]?.picture.id
    if (id === undefined) return
    const next = placeAfterKey(event.key, at, {
      rows: sheet.rows,
      isRightToLeft: document.dir === 'rtl',
    })
    if (next !== undefined) {
      event.preventDefault()
      const nextId = entries[next]?.picture.id ?? id
      if (event.shiftKey) {
        if (!selected.has(id)) onChoose(id, 'toggle')
        onChoose(nextId, 'extend')
      }
      setCurrent(nextId)
      focusPrint(list, nextId)
    } else if (event.key === ' ') {
      event.preventDefault()
      onChoose(id, event.shiftKey ? 'extend' : 'toggle')
    } else if (event.key === 'Enter') onChoose(id, 'open')
    else onKey(event, id)
  }

  return (
    <div
      ref={list}
      role="listbox"
      aria-multiselectable="true"
      aria-label={tl('library.list')}
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: sheet.height }}
    >
      {byGroup(rows).map(([group, ofGroup]) => (
        <div key={group} role="group" aria-label={group}>
          {ofGroup.map((row) => drawRow(row, { ...props, at, onCurrent: setCurrent }))}
        </div>
      ))}
    </div>
  )
}

function drawRow(
  row: SheetRow<Print>,
  { at, onCurrent, ...props }: LibrarySheetProps & { at: number; onCurrent(id: string): void },
): ReactNode {
  if (row.kind === 'heading') {
    return (
      <p
        key={row.top}
        aria-hidden="true"
        className="figures absolute start-0 flex items-end pb-2 text-13 text-ink-second"
        style={{ top: row.top, height: row.height }}
      >
        {row.group}
      </p>
    )
  }
  return row.prints.map(({ item, at: own, start, width }) => (
    <LibraryTile
      key={item.entry.picture.id}
      entry={item.entry}
      prints={props.prints}
      top={row.top}
      height={row.height}
      start={start}
      width={width}
      at={own}
      count={props.entries.length}
      isSelected={props.selected.has(item.entry.picture.id)}
      isSelecting={props.isSelecting}
      isCurrent={own === at}
      onChoose={props.onChoose}
      onCurrent={onCurrent}
    />
  ))
}

function lay(entries: LibraryIndex, shape: Parameters<typeof layRows>[1]) {
  const now = Date.now()
  const prints = entries.map((entry) => ({
    entry,
    ratio: entry.picture.widthPx / entry.picture.heightPx,
    group: formatDay(entry.picture.createdAt, now),
  }))
  return shape.width === 0 ? { rows: [], height: 0 } : layRows(prints, shape)
}

function holds(row: SheetRow<Print>, at: number): boolean {
  return row.kind === 'prints' && row.prints.some((print) => print.at === at)
}

/** Rows under the name of their day, for who hears the sheet instead of seeing it. */
function byGroup(rows: readonly SheetRow<Print>[]): [string, SheetRow<Print>[]][] {
  const groups = Map.groupBy(rows, (row) =>
    row.kind === 'heading' ? row.group : (row.prints[0]?.item.group ?? ''),
  )
  return [...groups]
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return width
}

function useRowsInSight(
  element: RefObject<HTMLElement | null>,
  rows: readonly SheetRow<Print>[],
): (index: number) => boolean {
  const [range, setRange] = useState({ first: 0, last: -1 })
  useEffect(() => {
    let frame = 0
    const look = (): void => {
      const top = element.current?.getBoundingClientRect().top ?? 0
      const next = rowsBetween(rows, -top - aheadPx, -top + innerHeight + aheadPx)
      setRange((before) => (before.first === next.first && before.last === next.last ? before : next))
    }
    const onMove = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    look()
    addEventListener('scroll', onMove, { passive: true })
    addEventListener('resize', onMove)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('scroll', onMove)
      removeEventListener('resize', onMove)
    }
  }, [element, rows])
  return (index) => index >= range.first && index <= range.last
}

/** Moves the focus once the row that holds it has been drawn. */
function focusPrint(list: RefObject<HTMLElement | null>, id: string): void {
  requestAnimationFrame(() => {
    const print = list.current?.querySelector(`[data-print="${CSS.escape(id)}"]`)
    if (!(print instanceof HTMLElement)) return
    print.focus({ preventScroll: true })
    print.scrollIntoView({ block: 'nearest' })
  })
}
