import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

const shapes = {
  /** In the middle of the window. */
  slip: 'm-auto w-[min(30rem,calc(100vw-2rem))] rounded-panel border border-line bg-raised',
  /** From below, under the thumb; in the middle where there is room. */
  sheet:
    'mx-auto mt-auto mb-0 w-full max-w-none rounded-t-panel border border-line bg-raised compact:mb-auto compact:w-[28rem] compact:rounded-b-panel',
  full: 'm-0 h-dvh max-h-none w-dvw max-w-none bg-night-deep text-night-ink',
} as const

export interface SheetProps {
  label: string
  shape: keyof typeof shapes
  onClose(): void
  /** Keys while the focus is anywhere in it, the sheet itself included. */
  onKeyDown?: (event: KeyboardEvent) => void
  children: ReactNode
}

/**
 * A modal on the browser's own dialog element: focus stays inside and returns, Esc closes.
 * NOTE: dialogs that lock scrolling by adding a <style> element break `style-src 'self'`; this one adds none.
 */
export function Sheet({ label, shape, onClose, onKeyDown, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    // The sheet itself takes the focus, so that no control opens its tooltip before it is wanted; but for what one writes in.
    const first = element?.querySelector('[data-first]') ?? element
    if (first instanceof HTMLElement) first.focus()
    document.documentElement.style.overflow = 'hidden'
    return () => {
      document.documentElement.style.overflow = ''
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => {
        event.stopPropagation()
        onKeyDown?.(event)
      }}
      className={`max-h-[min(90dvh,100%)] animate-rise overflow-auto text-ink outline-none ${shapes[shape]}`}
    >
      {children}
    </dialog>
  )
}
