import { useEffect } from 'react'
import { focusPrompt } from '../features/create/draft.ts'

export interface ShortcutActs {
  onKeys(): void
  onPrompt(): void
  onUndo(): void
}

/** The keys that act anywhere on the page, unless somebody is writing. */
export function useShortcuts({ onKeys, onPrompt, onUndo }: ShortcutActs): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.altKey || isWriting(event.target)) return
      if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) onUndo()
      if (event.ctrlKey || event.metaKey) return
      if (document.querySelector('dialog[open]') !== null) return
      if (event.key === '?') onKeys()
      if (event.key !== '/') return
      event.preventDefault()
      onPrompt()
      requestAnimationFrame(focusPrompt)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
}

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && target.type !== 'radio'
}
