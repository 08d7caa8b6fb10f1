import { type RefObject, useLayoutEffect } from 'react'

/** Where somebody was writing in a field that has just gone. */
let carried: { start: number; end: number } | undefined

/**
 * In a window of another width the prompt stands elsewhere, and is another field: who was writing when the device was turned
 * or the page enlarged goes on writing there. One goes and the other comes in one commit; what none took in it is forgotten.
 */
export function useCarriedFocus(field: RefObject<HTMLTextAreaElement | null>): void {
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    if (carried !== undefined) {
      element.focus({ preventScroll: true })
      element.setSelectionRange(carried.start, carried.end)
      carried = undefined
    }
    return () => {
      if (document.activeElement !== element) return
      carried = { start: element.selectionStart, end: element.selectionEnd }
      queueMicrotask(() => {
        carried = undefined
      })
    }
  }, [field])
}
