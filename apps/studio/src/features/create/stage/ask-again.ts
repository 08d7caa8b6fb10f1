import type { GenerationRequest, Model } from '#contract'
import { isNotAgreed } from '../../../live/partner-agreement.ts'
import type { Studio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { findInputs } from '../references/find-inputs.ts'
import { sendInputs } from '../references/send-inputs.ts'
import type { Wish } from '../wish.ts'

/**
 * Asks for the same as it was asked for then, whatever stands in the prompt now; only the seed is another. Nothing is asked
 * without the pictures it was given: where one is nowhere any more, that is said.
 */
export async function askAgain(
  studio: Studio,
  wish: Wish & { prompt: string },
  model: Model | undefined,
): Promise<void> {
  const tell = (text: string): void => showToast({ id: wish.id, text })
  try {
    const found = await findInputs(studio, wish)
    if (found.missing > 0) return tell(t('retry.missing', { count: found.missing }))
    await studio.live.startGeneration(requestOf(wish, await sendInputs(studio, found), model))
    announce(t('announce.asked', { count: wish.count }))
    scrollTo({ top: 0, behavior: 'smooth' })
  } catch (error) {
    if (!isNotAgreed(error)) tell(faultText(error))
  }
}

function requestOf(
  { model: id, prompt, widthPx, heightPx, count, background, quality }: Wish & { prompt: string },
  { references, mask }: { references: readonly string[]; mask: string | undefined },
  model: Model | undefined,
): GenerationRequest {
  return {
    model: id,
    prompt,
    widthPx,
    heightPx,
    count,
    ...(model?.transparentBackground === true ? { background } : {}),
    ...(quality === undefined ? {} : { quality }),
    ...(references.length === 0 ? {} : { references: [...references] }),
    ...(mask === undefined ? {} : { mask }),
  }
}
