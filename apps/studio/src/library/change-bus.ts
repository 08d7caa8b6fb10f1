import type { GenerationRecord, PictureRecord } from './records.ts'

/** What happened to a library, told to every tab that has it open, this one included. */
export type LibraryChange =
  | { kind: 'kept'; generation: GenerationRecord; picture: PictureRecord }
  | { kind: 'hidden'; pictureIds: readonly string[] }
  | { kind: 'shown'; pictureIds: readonly string[] }
  | { kind: 'erased'; pictureIds: readonly string[] }
  | { kind: 'wiped' }

export interface ChangeBus {
  tell(change: LibraryChange): void
  subscribe(listener: (change: LibraryChange) => void): () => void
  close(): void
}

/** Messages go from tab to tab of this origin, under a name that only who knows the library's id can listen to. */
export function createChangeBus(libraryId: string): ChangeBus {
  const channel = new BroadcastChannel(`gptimage-library-${libraryId}`)
  const listeners = new Set<(change: LibraryChange) => void>()
  const hear = (change: LibraryChange): void => {
    for (const listener of listeners) listener(change)
  }
  let isOpen = true
  channel.onmessage = ({ data }: MessageEvent<LibraryChange>) => hear(data)
  return {
    tell(change) {
      if (isOpen) channel.postMessage(change)
      hear(change)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      isOpen = false
      channel.close()
      listeners.clear()
    },
  }
}
