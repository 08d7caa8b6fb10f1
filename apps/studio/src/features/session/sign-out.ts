import { CallError } from '../../api/request.ts'
import { createCell } from '../../live/cell.ts'
import { forgetSettings } from '../../live/settings.ts'
import { forgetShell } from '../../live/studio-shell.ts'
import type { Studio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { showToast } from '../../ui/toasts.tsx'
import type { HeldHere } from './at-stake.ts'

/** What became of the library on this device: left as it was, erased, or not let go of by the browser. */
export type LibraryLeft = { fate: 'kept' | 'erased' | 'stuck'; pictures: number; sizeBytes: number }

/** How far a sign-out asked for in this tab has come. The receipt is what the server's answer proves. */
export type Leaving =
  | { step: 'staying' }
  | { step: 'leaving' }
  | {
      step: 'left'
      at: number
      pictures: number
      /** Uploads and masks. */
      given: number
      prompts: number
      everywhere: boolean
      library: LibraryLeft | undefined
    }

export const leaving = createCell<Leaving>({ step: 'staying' })

export interface SignOut {
  everywhere: boolean
  held: HeldHere | undefined
  /** Erases the library of this device too, once the server has answered. */
  forgets: boolean
}

/** Ends the session. The content keys are destroyed before the server answers; only then is there a receipt. */
export async function signOut(studio: Studio, { everywhere, held, forgets }: SignOut): Promise<void> {
  const view = studio.live.view.get()
  if (view.phase !== 'open') return
  const { generations, sitting } = view.state
  const images = generations.flatMap((generation) => generation.images)
  const pictures = images.filter(({ state }) => state === 'ready').length
  const developing = images.filter(({ state }) => state === 'developing').length
  const given = Math.max(0, (sitting?.objects ?? 0) - generations.length - pictures - developing)
  leaving.set({ step: 'leaving' })
  try {
    await studio.client.signOut(everywhere)
    const at = studio.client.now()
    // The library is shut before it is erased.
    studio.live.end()
    const library = held === undefined ? undefined : await settleLibrary(held, forgets)
    leaving.set({ step: 'left', at, pictures, given, prompts: generations.length, everywhere, library })
  } catch (error) {
    // A session that had ended already needs no sign-out; its own screen says so.
    leaving.set({ step: 'staying' })
    if (error instanceof CallError && error.code === 'identity/not-signed-in') return
    showToast({ id: 'sign-out', text: faultText(error) })
  }
}

async function settleLibrary(
  { libraryId, count, sizeBytes }: HeldHere,
  forgets: boolean,
): Promise<LibraryLeft> {
  if (!forgets) return { fate: 'kept', pictures: count, sizeBytes }
  forgetSettings()
  try {
    const { wipeLibrary } = await import('../../library/index.ts')
    const wiped = await wipeLibrary(libraryId)
    await forgetShell()
    return {
      fate: wiped.isGone ? 'erased' : 'stuck',
      pictures: wiped.pictures,
      sizeBytes: wiped.sizeBytes,
    }
  } catch {
    // The browser did not let go of it: the receipt says so, and what to do.
    return { fate: 'stuck', pictures: count, sizeBytes }
  }
}
