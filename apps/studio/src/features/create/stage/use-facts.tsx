import { useEffect, useState } from 'react'
import type { Model } from '#contract'
import type { PictureRecord } from '../../../library/index.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import type { PictureSource } from '../../../ui/fact-rows.ts'
import type { FactsOfPicture } from '../../../ui/picture-facts.tsx'
import { ForgetSign, useForgetting } from './forget-ring.tsx'
import { usePictureActs } from './picture-actions.tsx'
import type { ShownPicture } from './shown-picture.ts'

export interface FactsProps {
  shown: ShownPicture
  model: Model | undefined
  onReused(): void
  onDeleted(): void
  onShow(pictureId: string): void
}

/** Everything there is to say of a picture of the stage, and to do with it. */
export function useFacts({ shown, model, onReused, onDeleted, onShow }: FactsProps): FactsOfPicture {
  const { generation, image, id } = shown
  const { prompts } = useLiveState()
  const forgetting = useForgetting({ generation, image, imageId: id })
  const kept = useKept(shown)
  const acts = usePictureActs({ generation, imageId: id, onReused, onDeleted })
  return {
    pictureId: id,
    words: prompts.get(generation.id) ?? t('row.no-prompt'),
    sign: (
      <>
        <ForgetSign {...forgetting} isOnPicture={false} />
        {forgetting.text}
      </>
    ),
    source: sourceOf(shown, kept, model),
    given: {
      references: generation.references.map((one) => one.id),
      mask: generation.mask?.id,
    },
    acts,
    onShow,
  }
}

/** What came, as the device knows it: the server forgets that with its copy. */
function useKept({ id, image: { state } }: ShownPicture): PictureRecord | undefined {
  const { device } = useStudio()
  const [kept, setKept] = useState<PictureRecord>()
  useEffect(() => {
    let isWanted = state === 'kept'
    if (isWanted)
      void device
        .whenKnown()
        .then((library) => library?.find(id))
        .then((found) => isWanted && setKept(found))
        // What the device does not say is not shown.
        .catch(() => undefined)
    return () => {
      isWanted = false
    }
  }, [device, id, state])
  return kept?.id === id ? kept : undefined
}

function sourceOf(
  { generation, image }: ShownPicture,
  kept: PictureRecord | undefined,
  model: Model | undefined,
): PictureSource {
  const got = kept ?? image
  const { widthPx, heightPx, quality, background, seed, count, references, mask } = generation
  return {
    generationId: generation.id,
    modelName: model?.name ?? generation.model,
    modelLabel: model?.label,
    handling: model?.handling,
    asked: { widthPx, heightPx },
    got: { widthPx: got.widthPx, heightPx: got.heightPx },
    mediaType: got.mediaType,
    sizeBytes: got.sizeBytes,
    quality,
    background,
    seed: model?.seed === true ? seed : undefined,
    count,
    quotedCredits: generation.quotedCredits,
    askedAt: Date.parse(generation.createdAt),
    startedAt: momentOf(generation.startedAt),
    endedAt: momentOf(generation.endedAt),
    references: references.length,
    hasMask: mask !== undefined,
  }
}

const momentOf = (at: string | undefined): number | undefined =>
  at === undefined ? undefined : Date.parse(at)
