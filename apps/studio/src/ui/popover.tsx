import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'

export interface PopoverProps {
  label: string
  /** What the button shows. */
  face: ReactNode
  faceClassName: string
  onOpen?: () => void
  children: ReactNode
}

/** A button that opens a small panel below itself. Esc or a click elsewhere closes it, and focus returns. */
export function Popover({ label, face, faceClassName, onOpen, children }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  usePlace(button, panel)
  return (
    <>
      <button ref={button} type="button" popoverTarget={id} aria-label={label} className={faceClassName}>
        {face}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        onToggle={(event) => event.newState === 'open' && onOpen?.()}
        role="group"
        aria-label={label}
        className="fixed m-0 w-[min(20rem,calc(100vw-1rem))] rounded-panel border border-line bg-raised text-ink open:animate-rise"
      >
        {children}
      </div>
    </>
  )
}

function usePlace(button: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current
    const onToggle = (event: Event): void => {
      const around = button.current?.getBoundingClientRect()
      if (
        element === null ||
        around === undefined ||
        !(event instanceof ToggleEvent) ||
        event.newState !== 'open'
      )
        return
      const widthPx = element.offsetWidth
      const left = document.dir === 'rtl' ? around.left : around.right - widthPx
      element.style.top = `${around.bottom + 8}px`
      element.style.left = `${Math.min(innerWidth - widthPx - 8, Math.max(8, left))}px`
    }
    element?.addEventListener('toggle', onToggle)
    return () => element?.removeEventListener('toggle', onToggle)
  }, [button, panel])
}

/** Closes the popover that holds this element, for entries that finish it. */
export function closePopoverAround(element: Element): void {
  const panel = element.closest('[popover]')
  if (panel instanceof HTMLElement) panel.hidePopover()
}
