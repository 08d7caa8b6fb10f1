import type { GenerationView, Model } from '#contract'
import { t } from '../../../messages/messages.ts'
import { formatRetention, formatTime } from '../../../messages/moments.ts'

type Image = GenerationView['images'][number]

/** What was asked and what came, what left this server and where to: in the same order for every picture. */
export function factsOfPicture(generation: GenerationView, image: Image, model: Model | undefined): string[] {
  const { widthPx, heightPx, quality, references, mask, seed, createdAt } = generation
  const given = references.length + (mask === undefined ? 0 : 1)
  return [
    model?.name ?? generation.model,
    sizeFact({ widthPx, heightPx }, image),
    ...(quality === undefined ? [] : [t(`quality.${quality}`)]),
    ...(model?.seed === true ? [t('large.seed', { seed })] : []),
    ...(given === 0
      ? []
      : [t('large.given', { count: references.length, masks: mask === undefined ? 0 : 1 })]),
    ...(model === undefined ? [] : [sentFact(model)]),
    formatTime(createdAt),
  ]
}

function sizeFact(asked: { widthPx: number; heightPx: number }, { widthPx, heightPx }: Image): string {
  const wanted = { width: asked.widthPx, height: asked.heightPx }
  const isAsAsked =
    widthPx === undefined ||
    heightPx === undefined ||
    (widthPx === asked.widthPx && heightPx === asked.heightPx)
  if (isAsAsked) return t('size.pixels', wanted)
  return t('large.size-got', { ...wanted, gotWidth: widthPx, gotHeight: heightPx })
}

function sentFact({ handling }: Model): string {
  if (!handling.leavesInstallation) return t('large.stayed')
  const { partner, region, retentionSeconds } = handling
  return t('large.sent', { partner, region, time: formatRetention(retentionSeconds) })
}
