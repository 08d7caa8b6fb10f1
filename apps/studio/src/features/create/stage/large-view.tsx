import { type KeyboardEvent, useState } from 'react'
import type { GenerationView, Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { deletePictures, hiddenIds, undoLastDeletion } from '../../../live/deletions.ts'
import { download } from '../../../live/download.ts'
import { isFinished } from '../../../live/live-generation.ts'
import type { Picture } from '../../../live/pictures.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { LargePrint, Viewer, ViewerFoot } from '../../../ui/viewer.tsx'
import { ForgetSign, useForgetting } from './forget-ring.tsx'
import { putBesidePrompt } from './use-as-reference.ts'
import { factsOfPicture } from './picture-facts.ts'
import { LargeActs } from './picture-actions.tsx'
import { usePicture } from './use-picture.ts'

export interface Opened {
  generationId: string
  index: number
}

interface Shown {
  generation: GenerationView
  image: GenerationView['images'][number]
  id: string
}

export interface LargeViewProps {
  opened: Opened
  models: readonly Model[]
  onMove(opened: Opened): void
  onClose(): void
}

/** One picture of the stage, as large as the window lets it be, and all the others beside it. */
export function LargeView({ opened, models, onMove, onClose }: LargeViewProps) {
  const studio = useStudio()
  const { generations } = useLiveState()
  const hidden = useCell(hiddenIds)
  const all = listShown(generations, hidden)
  const at = all.findIndex(
    ({ generation, image }) => generation.id === opened.generationId && image.index === opened.index,
  )
  const shown = all[at]
  const show = (next: Shown | undefined): void => {
    if (next !== undefined) onMove({ generationId: next.generation.id, index: next.image.index })
  }
  function leave(): void {
    const next = all[at + 1] ?? all[at - 1]
    if (next === undefined) onClose()
    else show(next)
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'z' && (event.ctrlKey || event.metaKey)) undoLastDeletion()
    if (shown === undefined || event.ctrlKey || event.metaKey) return
    if (event.key === 'd' || event.key === 'D') download(studio.pictures, shown.id)
    if (event.key === 'r' || event.key === 'R') {
      putBesidePrompt(studio, shown.id)
      onClose()
    }
    if (event.key !== 'Delete') return
    deletePictures(studio, [shown.id])
    leave()
  }
  return (
    <Viewer
      at={at}
      count={all.length}
      onMove={(step) => show(all[at + step])}
      onClose={onClose}
      onKey={onKey}
      picture={shown === undefined ? <p>{t('picture.gone')}</p> : <LargePicture key={shown.id} {...shown} />}
      facts={
        shown !== undefined && (
          <LargeFacts
            shown={shown}
            model={models.find(({ id }) => id === shown.generation.model)}
            onReused={onClose}
            onDeleted={leave}
          />
        )
      }
    />
  )
}

function listShown(generations: readonly GenerationView[], hidden: ReadonlySet<string>): Shown[] {
  return generations.flatMap((generation) =>
    hidden.has(generation.id)
      ? []
      : generation.images.flatMap((image) =>
          isFinished(image) && image.id !== undefined && !hidden.has(image.id)
            ? [{ generation, image, id: image.id }]
            : [],
        ),
  )
}

function LargePicture({ generation, image, id }: Shown) {
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

interface LargeFactsProps {
  shown: Shown
  model: Model | undefined
  onReused(): void
  onDeleted(): void
}

function LargeFacts({ shown, model, onReused, onDeleted }: LargeFactsProps) {
  const { generation, image, id } = shown
  const { prompts } = useLiveState()
  const forgetting = useForgetting({ generation, image, imageId: id })
  const facts = factsOfPicture(generation, image, model)
  return (
    <ViewerFoot
      words={prompts.get(generation.id) ?? t('row.no-prompt')}
      facts={facts}
      sign={
        <>
          <ForgetSign {...forgetting} />
          {forgetting.text}
        </>
      }
      acts={<LargeActs generation={generation} imageId={id} onReused={onReused} onDeleted={onDeleted} />}
    />
  )
}
