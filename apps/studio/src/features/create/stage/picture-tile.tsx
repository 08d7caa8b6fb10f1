import { type FocusEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import type { GenerationView, Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { deletedIds, deletePictures, hiddenIds } from '../../../live/deletions.ts'
import { isFinished } from '../../../live/live-generation.ts'
import { useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { DevelopingFace } from './developing-face.tsx'
import { download } from '../../../live/download.ts'
import { useModels } from '../../../live/use-models.ts'
import { factsOf, lookAt } from '../../../live/chosen-picture.ts'
import { useBreadth } from '../../../ui/use-media.ts'
import { canEdit, editPicture } from './edit-picture.ts'
import { putBesidePrompt } from './use-as-reference.ts'
import { ForgetRing } from './forget-ring.tsx'
import { PrintActs } from './picture-actions.tsx'
import { useIsNear, useNewestPartial, usePicture } from './use-picture.ts'

type Image = GenerationView['images'][number]

export interface PictureTileProps {
  generation: GenerationView
  image: Image
  model: Model | undefined
  /** Only one picture of a row is in the tab order; arrows reach the others. */
  isCurrent: boolean
  /** The first of its row that is not there yet. */
  isNext: boolean
  onCurrent(): void
  onOpen(): void
}

export function PictureTile(props: PictureTileProps) {
  const { generation, image, model, isNext } = props
  const frame = useRef<HTMLDivElement>(null)
  const isNear = useIsNear(frame)
  const isHidden = useCell(hiddenIds).has(image.id ?? '')
  const isDeleted = useCell(deletedIds).has(image.id ?? '') || image.state === 'deleted'
  const isOnItsWay = image.state === 'waiting' || image.state === 'developing'
  const { partial, drop } = useNewestPartial(isOnItsWay ? image.id : undefined, isNear)
  return (
    <div
      ref={frame}
      className="group relative rounded-print bg-unexposed"
      style={{ aspectRatio: `${generation.widthPx} / ${generation.heightPx}` }}
    >
      {isHidden || isDeleted ? (
        <EmptyFrame text={isHidden ? t('picture.deleting') : t('picture.deleted')} />
      ) : isOnItsWay ? (
        <DevelopingFace generation={generation} model={model} partial={partial} isNext={isNext} />
      ) : isFinished(image) && image.id !== undefined ? (
        <>
          {partial !== undefined && (
            <img src={partial} alt="" className="absolute inset-0 size-full rounded-print object-contain" />
          )}
          <Print {...props} imageId={image.id} isNear={isNear} onShown={drop} />
        </>
      ) : (
        <EmptyFrame text={t('picture.absent')} />
      )}
    </div>
  )
}

function EmptyFrame({ text }: { text: string }) {
  return (
    <span className="absolute inset-0 grid place-items-center rounded-print border border-dashed border-line bg-ground p-3 text-center text-12 text-ink-second">
      {text}
    </span>
  )
}

function Print(props: PictureTileProps & { imageId: string; isNear: boolean; onShown(): void }) {
  const { generation, image, imageId, isNear, isCurrent, onCurrent, onOpen, onShown } = props
  const studio = useStudio()
  const picture = usePicture(imageId, isNear)
  const parts = useRef<HTMLDivElement>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const { models } = useModels()
  const isChosen = useCell(factsOf) === imageId
  const isWide = useBreadth() === 'wide'
  const tabIndex = isCurrent ? 0 : -1
  // Below it lies the last partial, or the colour of paper not yet exposed.
  if (picture.state === 'loading') return null
  if (picture.state === 'unreached') {
    return (
      <div className="absolute inset-0 grid place-content-center gap-2 rounded-print bg-raised p-3 text-center text-12 text-ink-second">
        {t('picture.unreached')}
        <Button onClick={() => studio.pictures.retry(imageId)}>{t('action.try-again')}</Button>
      </div>
    )
  }
  if (picture.state !== 'open') return <EmptyFrame text={missingText(picture.state, image)} />

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // What moves the focus to the prompt does not also write its letter there.
    if (/^[dre]$/i.test(event.key)) event.preventDefault()
    if (event.key === 'd' || event.key === 'D') download(studio.pictures, imageId)
    if (event.key === 'r' || event.key === 'R') void putBesidePrompt(studio, imageId)
    if ((event.key === 'e' || event.key === 'E') && canEdit(models)) void editPicture(studio, imageId, models)
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    deletePictures(studio, [imageId])
    focusNeighbour(event.currentTarget)
  }
  function onFocus(event: FocusEvent<HTMLElement>): void {
    onCurrent()
    lookAt(imageId, event.target.matches(':focus-visible'))
  }
  /** Beside the stage there is room for facts: a click chooses, a second one opens, as Enter does at once. */
  function onClick({ detail }: MouseEvent): void {
    if (!isWide || detail === 0 || isChosen) onOpen()
    else if (detail === 1) factsOf.set(imageId)
  }
  return (
    // The keys act on whichever part of the picture has the focus; each has a button that does the same.
    <div ref={parts} onFocus={onFocus} onKeyDown={onKeyDown}>
      {isUnreadable && <EmptyFrame text={t('picture.unreadable')} />}
      <button
        type="button"
        data-picture=""
        tabIndex={tabIndex}
        onClick={onClick}
        aria-label={t('picture.open', {
          index: image.index + 1,
          count: generation.count,
        })}
        className={`absolute inset-0 rounded-print ${isChosen || !isWide ? 'cursor-zoom-in' : ''} ${isChosen && isWide ? 'ring-2 ring-ink ring-offset-2 ring-offset-ground' : ''}`}
      >
        {!isUnreadable && (
          <img
            src={picture.url}
            alt=""
            decoding="async"
            draggable={false}
            onError={() => setUnreadable(true)}
            onAnimationEnd={onShown}
            className={`size-full animate-settle rounded-print object-contain ${generation.background === 'transparent' ? 'checks' : ''}`}
          />
        )}
      </button>
      <ForgetRing generation={generation} image={image} imageId={imageId} tabIndex={tabIndex} />
      <div className="absolute start-1.5 bottom-1.5 flex gap-1 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:hidden">
        <PrintActs
          generation={generation}
          imageId={imageId}
          tabIndex={tabIndex}
          onDeleted={() => focusNeighbour(parts.current)}
        />
      </div>
    </div>
  )
}

function missingText(state: 'gone' | 'damaged', image: Image): string {
  if (state === 'damaged') return t('picture.damaged')
  return t(image.state === 'kept' ? 'picture.not-here' : 'picture.gone')
}

/** Who deletes one picture after another goes on at the next. */
function focusNeighbour(parts: HTMLElement | null): void {
  const here = parts?.querySelector('[data-picture]')
  const all = [...document.querySelectorAll('[data-picture]')]
  const at = here == null ? -1 : all.indexOf(here)
  const next = all[at + 1] ?? all[at - 1]
  if (next instanceof HTMLElement) next.focus()
}
