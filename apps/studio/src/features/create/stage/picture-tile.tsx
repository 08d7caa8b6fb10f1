import { type KeyboardEvent, useRef } from 'react'
import type { GenerationView, Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { deleteImage, hiddenIds } from './deletions.ts'
import { DevelopingFace } from './developing-face.tsx'
import { download } from './download.ts'
import { ForgetRing } from './forget-ring.tsx'
import { PictureActions } from './picture-actions.tsx'
import { useIsNear, usePicture } from './use-picture.ts'

type Image = GenerationView['images'][number]

export interface PictureTileProps {
  generation: GenerationView
  image: Image
  model: Model | undefined
  /** Only one picture of a row is in the tab order; arrows reach the others. */
  isCurrent: boolean
  onCurrent(): void
  onOpen(): void
}

export function PictureTile(props: PictureTileProps) {
  const { generation, image, model } = props
  const frame = useRef<HTMLDivElement>(null)
  const isNear = useIsNear(frame)
  const isHidden = useCell(hiddenIds).has(image.id ?? '')
  const isOnItsWay = image.state === 'waiting' || image.state === 'developing'
  return (
    <div
      ref={frame}
      className={`group relative shrink-0 ${generation.count === 1 ? 'w-full' : 'w-[calc(50%-0.25rem)]'} compact:w-[min(100%,calc(var(--row)*var(--ratio)))]`}
      style={{ aspectRatio: `${generation.widthPx} / ${generation.heightPx}` }}
    >
      {isHidden || image.state === 'deleted' ? (
        <EmptyFrame text={isHidden ? t('picture.deleting') : t('picture.deleted')} />
      ) : isOnItsWay ? (
        <DevelopingFace
          generation={generation}
          model={model}
          imageId={image.id}
          isDeveloping={image.state === 'developing' || generation.phase === 'running'}
          isNear={isNear}
        />
      ) : image.state === 'ready' && image.id !== undefined ? (
        <Print {...props} imageId={image.id} isNear={isNear} />
      ) : (
        <EmptyFrame text={t('picture.absent')} />
      )}
    </div>
  )
}

function EmptyFrame({ text }: { text: string }) {
  return (
    <div className="absolute inset-0 grid place-items-center rounded-print border border-dashed border-line p-3 text-center text-12 text-ink-second">
      {text}
    </div>
  )
}

function Print(props: PictureTileProps & { imageId: string; isNear: boolean }) {
  const { generation, image, imageId, isNear, isCurrent, onCurrent, onOpen } = props
  const studio = useStudio()
  const picture = usePicture(imageId, isNear)
  const tabIndex = isCurrent ? 0 : -1
  if (picture.state === 'loading') return <div className="absolute inset-0 rounded-print bg-raised" />
  if (picture.state === 'unreached') {
    return (
      <div className="absolute inset-0 grid place-content-center gap-2 rounded-print bg-raised p-3 text-center text-12 text-ink-second">
        {t('picture.unreached')}
        <Button onClick={() => studio.pictures.retry(imageId)}>{t('action.try-again')}</Button>
      </div>
    )
  }
  if (picture.state !== 'open')
    return <EmptyFrame text={t(picture.state === 'gone' ? 'picture.gone' : 'picture.damaged')} />

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'd' || event.key === 'D') download(studio.pictures, imageId)
    if (event.key === 'Delete' || event.key === 'Backspace') deleteImage(studio, imageId)
  }
  return (
    // The keys act on whichever part of the picture has the focus; each has a button that does the same.
    <div onFocus={onCurrent} onKeyDown={onKeyDown}>
      <button
        type="button"
        data-picture=""
        tabIndex={tabIndex}
        onClick={onOpen}
        aria-label={t('picture.open', {
          index: image.index + 1,
          count: generation.count,
        })}
        className="absolute inset-0 cursor-zoom-in rounded-print"
      >
        <img
          src={picture.url}
          alt=""
          decoding="async"
          draggable={false}
          className={`size-full animate-settle rounded-print object-cover ${generation.background === 'transparent' ? 'checks' : ''}`}
        />
      </button>
      <ForgetRing generation={generation} imageId={imageId} expiresAt={image.expiresAt} tabIndex={tabIndex} />
      <div className="absolute start-1.5 bottom-1.5 flex gap-1 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:hidden">
        <PictureActions generation={generation} imageId={imageId} look="print" tabIndex={tabIndex} />
      </div>
    </div>
  )
}
