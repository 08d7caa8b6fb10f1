import { useState } from 'react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { hiddenIds } from '../../../live/deletions.ts'
import type { Picture } from '../../../live/pictures.ts'
import { useLiveState } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { LargePrint, Viewer, ViewerFacts } from '../../../ui/viewer.tsx'
import { listShown, type ShownPicture } from './shown-picture.ts'
import { type FactsProps, useFacts } from './use-facts.tsx'
import { usePicture } from './use-picture.ts'

export interface Opened {
  generationId: string
  index: number
}

export interface LargeViewProps {
  opened: Opened
  models: readonly Model[]
  onMove(opened: Opened): void
  onClose(): void
  /** A picture that is not on the stage any more. */
  onShowElsewhere(pictureId: string): void
}

/** One picture of the stage, as large as the window lets it be, and all the others beside it. */
export function LargeView({ opened, models, onMove, onClose, onShowElsewhere }: LargeViewProps) {
  const { generations } = useLiveState()
  const hidden = useCell(hiddenIds)
  const all = listShown(generations, hidden)
  const at = all.findIndex(
    ({ generation, image }) => generation.id === opened.generationId && image.index === opened.index,
  )
  const shown = all[at]
  const show = (next: ShownPicture | undefined): void => {
    if (next !== undefined) onMove({ generationId: next.generation.id, index: next.image.index })
  }
  function leave(): void {
    const next = all[at + 1] ?? all[at - 1]
    if (next === undefined) onClose()
    else show(next)
  }
  return (
    <Viewer
      at={at}
      count={all.length}
      onMove={(step) => show(all[at + step])}
      onClose={onClose}
      picture={shown === undefined ? <p>{t('picture.gone')}</p> : <LargePicture key={shown.id} {...shown} />}
      facts={
        shown !== undefined && (
          <LargeFacts
            shown={shown}
            model={models.find(({ id }) => id === shown.generation.model)}
            onReused={onClose}
            onDeleted={leave}
            onShow={(id) => {
              const kin = all.find((one) => one.id === id)
              if (kin === undefined) onShowElsewhere(id)
              else show(kin)
            }}
          />
        )
      }
    />
  )
}

function LargePicture({ generation, image, id }: ShownPicture) {
  const picture = usePicture(id, true)
  const [isUnreadable, setUnreadable] = useState(false)
  return (
    <LargePrint
      url={picture.state === 'open' && !isUnreadable ? picture.url : undefined}
      missing={missingText(picture.state, image.state === 'kept')}
      alt={t('picture.open', { index: image.index + 1, count: generation.count })}
      ratio={generation.widthPx / generation.heightPx}
      isTransparent={generation.background === 'transparent'}
      onUnreadable={() => setUnreadable(true)}
    />
  )
}

function missingText(state: Picture['state'], isKept: boolean): string {
  if (state === 'open') return t('picture.unreadable')
  if (state === 'loading') return t('picture.opening')
  return t(isKept ? 'picture.not-here' : 'picture.gone')
}

function LargeFacts(props: FactsProps) {
  return <ViewerFacts facts={useFacts(props)} />
}
