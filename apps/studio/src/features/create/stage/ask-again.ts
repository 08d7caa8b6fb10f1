import type { GenerationRequest, GenerationView, Model } from '#contract'
import { isNotAgreed } from '../../../live/partner-agreement.ts'
import type { Studio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { showToast } from '../../../ui/toasts.tsx'

/** How many of the pictures a request was given the server holds no longer. */
const countMissing = ({ references, mask }: GenerationView): number =>
  [...references, ...(mask === undefined ? [] : [mask])].filter(({ held }) => !held).length

/** Asks for the same as it was asked for then, whatever stands in the prompt now; only the seed is another. */
export async function askAgain(
  { live }: Studio,
  asked: { generation: GenerationView; prompt: string; model: Model | undefined },
): Promise<void> {
  const { generation, prompt, model } = asked
  const missing = countMissing(generation)
  if (missing > 0) return showToast({ id: generation.id, text: t('retry.missing', { count: missing }) })
  try {
    await live.startGeneration(requestOf(generation, prompt, model))
    announce(t('announce.asked', { count: generation.count }))
    scrollTo({ top: 0, behavior: 'smooth' })
  } catch (error) {
    if (isNotAgreed(error)) return
    showToast({ id: generation.id, text: faultText(error) })
  }
}

function requestOf(
  { model: id, widthPx, heightPx, count, background, quality, references, mask }: GenerationView,
  prompt: string,
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
    ...(references.length === 0 ? {} : { references: references.map((one) => one.id) }),
    ...(mask === undefined ? {} : { mask: mask.id }),
  }
}
