import { createCell, useCell } from '../live/cell.ts'

const spoken = createCell<{ count: number; text: string }>({
  count: 0,
  text: '',
})

/** Says something to people who use a screen reader, when they are next idle. */
export function announce(text: string): void {
  spoken.update(({ count }) => ({ count: count + 1, text }))
}

/** The one polite live region of the page. The same words twice are two announcements. */
export function Announcer() {
  const { count, text } = useCell(spoken)
  return (
    <div role="status" aria-live="polite" className="sr-only">
      <span key={count}>{text}</span>
    </div>
  )
}
