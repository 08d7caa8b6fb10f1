import { useEffect } from 'react'

export interface ShortcutActs {
  onKeys(): void
  /** Goes to where this page is written in. */
  onWriting(): void
  onUndo(): void
  onPalette(): void
  onGenerate(): void
  onFacts(): void
}

/** The keys that act anywhere on the page, unless somebody is writing. */
export function useShortcuts({
  onKeys,
  onWriting,
  onUndo,
  onPalette,
  onGenerate,
  onFacts,
}: ShortcutActs): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const isCommand = event.ctrlKey || event.metaKey
      // The prompt has taken its own.
      if (isCommand && event.key === 'Enter' && !event.defaultPrevented && !isSheetOpen()) {
        event.preventDefault()
        onGenerate()
        return
      }
      if (isCommand && event.key.toLowerCase() === 'k' && !isSheetOpen()) {
        event.preventDefault()
        onPalette()
        return
      }
      if (event.altKey || isWriting(event.target)) return
      if (event.key === 'z' && isCommand && !event.shiftKey) onUndo()
      if (isCommand) return
      if (isSheetOpen()) return
      if (event.key === '?') onKeys()
      if (event.key === 'i' || event.key === 'I') onFacts()
      if (event.key !== '/') return
      event.preventDefault()
      onWriting()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
}

const isSheetOpen = (): boolean => document.querySelector('dialog[open]') !== null

function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && target.type !== 'radio'
}
