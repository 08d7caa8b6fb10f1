import type { Studio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { showToast } from '../../../ui/toasts.tsx'
import type { Wish } from '../wish.ts'
import { findInputs, type InputFound } from './find-inputs.ts'
import { addPicture, forgetReferences, mask as maskCell, references, restore, setMask } from './references.ts'
import { sendInput } from './send-inputs.ts'

/**
 * Puts what a wish was given beside the prompt again, in its order, and says what is nowhere any more. A wish that was
 * given nothing leaves what stands there.
 */
export async function putBackInputs(studio: Studio, wish: Wish): Promise<void> {
  if (wish.references.length === 0 || standsThere(wish)) return
  try {
    const found = await findInputs(studio, wish)
    forgetReferences()
    for (const one of found.references) await putBack(studio, one)
    // A mask belongs to the first picture, and says nothing without it.
    if (found.references[0]?.kind !== 'missing') await putBackMask(studio, found.mask)
    if (found.missing > 0) showToast({ id: wish.id, text: t('reuse.missing', { count: found.missing }) })
  } catch (error) {
    showToast({ id: wish.id, text: faultText(error) })
  }
}

function standsThere({ references: wanted, mask }: Wish): boolean {
  const ids = references.get().map(({ state }) => (state.kind === 'held' ? state.id : ''))
  return ids.join() === wanted.join() && maskCell.get()?.id === mask
}

async function putBack(studio: Studio, found: InputFound): Promise<void> {
  if (found.kind === 'held') await restore(studio, [found.upload])
  if (found.kind === 'kept') addPicture(studio, found.blob, { from: found.from, isFirst: false })
}

async function putBackMask(studio: Studio, found: InputFound | undefined): Promise<void> {
  if (found?.kind === 'held') setMask(found.upload.id, await studio.client.getImage(found.upload.id))
  if (found?.kind === 'kept') setMask(await sendInput(studio, found, 'mask'), found.blob)
}
