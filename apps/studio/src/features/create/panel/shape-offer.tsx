import type { ImageSize } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { changeDraft, type FittedDraft, sizeNearerTo } from '../draft.ts'
import { ratioOf } from '../ratio.ts'
import { references } from '../references/references.ts'

export interface ShapeOfferProps {
  fitted: FittedDraft
  /** The offer goes when it is taken, and the focus with it. */
  onTaken(size: ImageSize): void
}

/** Where the first of one's own pictures has another shape than what is asked for: the size that comes nearest to it. */
export function ShapeOffer({ fitted: { model, size }, onTaken }: ShapeOfferProps) {
  const [first] = useCell(references)
  if (model.maximumReferences === 0 || first?.state.kind !== 'held') return null
  const nearer = sizeNearerTo(first.state, { sizes: model.sizes, size })
  if (nearer === undefined) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-ink-second">
      {t('size.other-shape', { ratio: ratioOf(first.state) })}
      <Button
        className="figures px-3! text-13!"
        onClick={() => {
          changeDraft({ size: nearer })
          onTaken(nearer)
        }}
      >
        {t('size.take', { width: nearer.widthPx, height: nearer.heightPx })}
      </Button>
    </p>
  )
}
