import { cloneElement, type ReactElement, type RefObject, useEffect, useId, useRef, useState } from 'react'

interface Described {
  ref?: RefObject<HTMLElement | null>
  'aria-describedby'?: string | undefined
  onPointerEnter?: (event: React.PointerEvent) => void
  onPointerLeave?: () => void
  onPointerDown?: () => void
  onFocus?: (event: React.FocusEvent) => void
  onBlur?: () => void
}

/** Words that appear on hover and on keyboard focus, in the top layer so that nothing cuts them off. Esc hides them. */
export function Tooltip({ text, children }: { text: string; children: ReactElement<Described> }) {
  const [anchor, setAnchor] = useState<Element>()
  const id = useId()
  const hide = (): void => setAnchor(undefined)
  return (
    <>
      {cloneElement(children, {
        'aria-describedby': anchor === undefined ? undefined : id,
        onPointerEnter: (event) => event.pointerType === 'mouse' && setAnchor(event.currentTarget),
        onPointerLeave: hide,
        // Whoever presses has read it, and what the press shows is not covered.
        onPointerDown: hide,
        onFocus: (event) => event.currentTarget.matches(':focus-visible') && setAnchor(event.currentTarget),
        onBlur: hide,
      })}
      {anchor !== undefined && <Bubble id={id} anchor={anchor} text={text} onHide={hide} />}
    </>
  )
}

function Bubble({ id, anchor, text, onHide }: { id: string; anchor: Element; text: string; onHide(): void }) {
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bubble.current
    if (element === null) return
    element.showPopover()
    placeBeside(element, anchor)
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onHide()
    }
    addEventListener('keydown', onKey)
    addEventListener('scroll', onHide, { capture: true, passive: true })
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('scroll', onHide, { capture: true })
    }
  }, [anchor, onHide])
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      className="pointer-events-none fixed m-0 max-w-64 animate-rise rounded-control border border-line bg-raised px-3 py-2 text-12 text-ink"
    >
      {text}
    </div>
  )
}

/** Above its anchor, or below where there is no room; never over the edge of the window. */
function placeBeside(element: HTMLElement, anchor: Element): void {
  const around = anchor.getBoundingClientRect()
  const own = element.getBoundingClientRect()
  const above = around.top - own.height - 8
  const left = around.left + around.width / 2 - own.width / 2
  element.style.top = `${above < 8 ? around.bottom + 8 : above}px`
  element.style.left = `${Math.min(innerWidth - own.width - 8, Math.max(8, left))}px`
}
