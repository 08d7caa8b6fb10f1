import type { KeeperParts, Library } from '../library/index.ts'
import { type Cell, createCell } from './cell.ts'
import { idle } from './idle.ts'

export type LibraryView =
  | { phase: 'closed' }
  | { phase: 'opening' }
  | { phase: 'open'; library: Library }
  /** This browser gives no storage: pictures stay on the server. */
  | { phase: 'unavailable' }

/** Why pictures stay on the server: the device has no room, or its storage fails. */
export type KeepingTrouble = 'full' | 'failed'

/** The library of whoever is signed in, loaded after the page can be used and open as long as the session is. */
export interface DeviceLibrary {
  view: Cell<LibraryView>
  trouble: Cell<KeepingTrouble | undefined>
  open(libraryId: string): void
  close(): void
  /** The open library, as soon as it is known whether there is one. */
  whenKnown(): Promise<Library | undefined>
  /** Tries again to keep what could not be kept. */
  tryAgain(): void
}

/**
 * `parts` is what the keeper works with; one begins with each library that opens and stops when it closes. `onWiped` is
 * told when one has begun anew, empty.
 */
export function createDeviceLibrary(
  parts: () => Omit<KeeperParts, 'library' | 'trouble'>,
  onWiped: () => void,
): DeviceLibrary {
  const view = createCell<LibraryView>({ phase: 'closed' })
  const trouble = createCell<KeepingTrouble | undefined>(undefined)
  let wanted: string | undefined
  let keeper: { tryAgain(): void; stop(): void } | undefined

  function shut(): void {
    const before = view.get()
    keeper?.stop()
    keeper = undefined
    if (before.phase === 'open') before.library.close()
    trouble.set(undefined)
  }

  async function load(libraryId: string): Promise<void> {
    try {
      const { openLibrary, startKeeper } = await import('../library/index.ts')
      const library = await openLibrary(libraryId)
      if (wanted !== libraryId) return library.close()
      library.changes.subscribe((change) => {
        if (change.kind !== 'wiped' || wanted !== libraryId) return
        // It begins anew, empty, for whoever is still signed in; what is shown stays until it has.
        shut()
        void load(libraryId).then(onWiped)
      })
      view.set({ phase: 'open', library })
      keeper = startKeeper({ ...parts(), library, trouble })
    } catch {
      // No storage at all: forbidden by the person, or broken. The banner says what follows from it.
      if (wanted === libraryId) view.set({ phase: 'unavailable' })
    }
  }

  return {
    view,
    trouble,
    open(libraryId) {
      if (wanted === libraryId) return
      wanted = libraryId
      shut()
      view.set({ phase: 'opening' })
      void idle().then(() => load(libraryId))
    },
    close() {
      wanted = undefined
      shut()
      view.set({ phase: 'closed' })
    },
    async whenKnown() {
      const known = view.get()
      if (known.phase !== 'opening') return known.phase === 'open' ? known.library : undefined
      const later = Promise.withResolvers<Library | undefined>()
      const unsubscribe = view.subscribe(() => {
        const now = view.get()
        if (now.phase !== 'opening') later.resolve(now.phase === 'open' ? now.library : undefined)
      })
      return later.promise.finally(unsubscribe)
    },
    tryAgain: () => keeper?.tryAgain(),
  }
}
