import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { GenerationView, Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { deletePictures, hiddenIds, undoLastDeletion } from '../../../live/deletions.ts'
import { isFinished } from '../../../live/live-generation.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { Toasts } from '../../../ui/toasts.tsx'
import { download } from '../../../live/download.ts'
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

/** A finger that moves less than this sideways has tapped, not swiped. */
const swipePx = 48

/** One picture, as large as the window lets it be; arrows and swipes move through all of them. */
export function LargeView({ opened, models, onMove, onClose }: LargeViewProps) {
  const studio = useStudio()
  const { generations } = useLiveState()
  const hidden = useCell(hiddenIds)
  const pressedAt = useRef<number | undefined>(undefined)
  const all = listShown(generations, hidden)
  const at = all.findIndex(
    ({ generation, image }) => generation.id === opened.generationId && image.index === opened.index,
  )
  const shown = all[at]
  const move = (step: number): void => {
    const next = all[at + step]
    if (next !== undefined) onMove({ generationId: next.generation.id, index: next.image.index })
  }
  function leave(): void {
    const next = all[at + 1] ?? all[at - 1]
    if (next === undefined) onClose()
    else onMove({ generationId: next.generation.id, index: next.image.index })
  }
  function onKeyDown(event: KeyboardEvent): void {
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') move(event.key === forward ? 1 : -1)
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
  function onPointerUp(event: PointerEvent): void {
    const distance = event.clientX - (pressedAt.current ?? event.clientX)
    pressedAt.current = undefined
    if (Math.abs(distance) > swipePx && event.pointerType !== 'mouse')
      move(distance < 0 === (document.dir !== 'rtl') ? 1 : -1)
  }
  return (
    <Sheet label={t('large.label')} shape="full" onClose={onClose} onKeyDown={onKeyDown}>
      <div data-full="" className="grid h-full grid-rows-[auto_1fr_auto]">
        <LargeBar
          text={shown === undefined ? '' : t('large.place', { place: at + 1, count: all.length })}
          onClose={onClose}
        />
        <div
          className="relative grid min-h-0 touch-pan-y place-items-center px-2 compact:px-16"
          onPointerDown={(event) => {
            pressedAt.current = event.clientX
          }}
          onPointerUp={onPointerUp}
        >
          {shown === undefined ? <p>{t('picture.gone')}</p> : <LargePicture {...shown} />}
          {at > 0 && (
            <Mover side="start-2" icon={ChevronLeft} name={t('large.previous')} onClick={() => move(-1)} />
          )}
          {at < all.length - 1 && (
            <Mover side="end-2" icon={ChevronRight} name={t('large.next')} onClick={() => move(1)} />
          )}
        </div>
        <div className="pointer-events-none absolute inset-x-0 top-14">
          <Toasts />
        </div>
        {shown !== undefined && (
          <LargeFacts
            shown={shown}
            model={models.find(({ id }) => id === shown.generation.model)}
            onReused={onClose}
            onDeleted={leave}
          />
        )}
      </div>
    </Sheet>
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

function LargeBar({ text, onClose }: { text: string; onClose(): void }) {
  return (
    <div className="flex items-center justify-between p-2 ps-4">
      <p className="figures text-13 text-night-ink-second">{text}</p>
      <IconButton name={t('action.close')} hint="Esc" icon={X} look="night" onClick={onClose} />
    </div>
  )
}

function Mover({ side, ...button }: { side: string; icon: typeof X; name: string; onClick(): void }) {
  return (
    <div className={`absolute top-1/2 -translate-y-1/2 rtl:-scale-x-100 pointer-coarse:hidden ${side}`}>
      <IconButton {...button} look="night" />
    </div>
  )
}

function LargePicture({ generation, image, id }: Shown) {
  const picture = usePicture(id, true)
  const [unreadable, setUnreadable] = useState<string>()
  if (unreadable === id) return <p className="text-14 text-night-ink-second">{t('picture.unreadable')}</p>
  if (picture.state !== 'open')
    return (
      <p className="text-14 text-night-ink-second">
        {t(picture.state === 'loading' ? 'picture.opening' : 'picture.gone')}
      </p>
    )
  return (
    <img
      src={picture.url}
      alt={t('picture.open', {
        index: image.index + 1,
        count: generation.count,
      })}
      draggable={false}
      onError={() => setUnreadable(id)}
      className={`absolute inset-0 m-auto max-h-full max-w-full rounded-print object-contain compact:max-w-[calc(100%-8rem)] ${generation.background === 'transparent' ? 'checks' : ''}`}
      style={{ aspectRatio: `${generation.widthPx} / ${generation.heightPx}` }}
    />
  )
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
    <div className="grid gap-3 p-4 pb-[max(0.75rem,env(safe-area-inset-bottom))] compact:px-16 compact:pb-5 wide:grid-cols-[1fr_auto] wide:items-end">
      <div className="min-w-0">
        <p dir="auto" className="line-clamp-2 max-w-[68ch] text-14 [overflow-wrap:anywhere]">
          {prompts.get(generation.id) ?? t('row.no-prompt')}
        </p>
        <p className="figures mt-1 text-13 text-night-ink-second">{facts.join(' · ')}</p>
        <p className="figures mt-2 flex items-center gap-2 text-12 text-night-ink-second">
          <ForgetSign {...forgetting} />
          {forgetting.text}
        </p>
      </div>
      <div className="flex justify-around gap-1 compact:-mx-3 compact:justify-start">
        <LargeActs generation={generation} imageId={id} onReused={onReused} onDeleted={onDeleted} />
      </div>
    </div>
  )
}
