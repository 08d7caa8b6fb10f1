import { CallError } from '../../api/request.ts'
import { createCell } from '../../live/cell.ts'
import type { Studio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { showToast } from '../../ui/toasts.tsx'

/** How far a sign-out asked for in this tab has come. The receipt is what the server's answer proves. */
export type Leaving =
  | { step: 'staying' }
  | { step: 'leaving' }
  | {
      step: 'left'
      at: number
      pictures: number
      prompts: number
      everywhere: boolean
    }

export const leaving = createCell<Leaving>({ step: 'staying' })

/** Ends the session. The content keys are destroyed before the server answers; only then is there a receipt. */
export async function signOut(studio: Studio, everywhere: boolean): Promise<void> {
  const view = studio.live.view.get()
  if (view.phase !== 'open') return
  const held = view.state.generations
  const pictures = held.flatMap(({ images }) => images.filter(({ state }) => state === 'ready')).length
  leaving.set({ step: 'leaving' })
  try {
    await studio.client.signOut(everywhere)
    leaving.set({
      step: 'left',
      at: studio.client.now(),
      pictures,
      prompts: held.length,
      everywhere,
    })
    studio.live.end()
  } catch (error) {
    // A session that had ended already needs no sign-out; its own screen says so.
    leaving.set({ step: 'staying' })
    if (error instanceof CallError && error.code === 'identity/not-signed-in') return
    showToast({ id: 'sign-out', text: faultText(error) })
  }
}
