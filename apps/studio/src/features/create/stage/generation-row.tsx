import { Download, RotateCcw, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, memo, useState } from 'react'
import type { GenerationView, Model } from '#contract'
import { hasEnded } from '../../../live/merge-event.ts'
import { useStudio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { formatTime } from '../../../messages/moments.ts'
import { announce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { focusPrompt, reuse } from '../draft.ts'
import { countReady } from './announcements.ts'
import { deleteGeneration } from './deletions.ts'
import { download } from './download.ts'
import { OutcomeCard } from './outcome-card.tsx'
import { PictureTile } from './picture-tile.tsx'
import { PromptText } from './prompt-text.tsx'

export interface GenerationRowProps {
  generation: GenerationView
  prompt: string | undefined
  model: Model | undefined
  onOpen(generationId: string, index: number): void
}

/** One thing that was asked for: the words, the facts, and the pictures in a row like a contact strip. */
export const GenerationRow = memo(function GenerationRow(props: GenerationRowProps) {
  const { generation, prompt, model, onOpen } = props
  const [current, setCurrent] = useState(0)
  const shown = picturesOf(generation)
  const firstReady = shown.findIndex(({ state }) => state === 'ready')
  const inTabOrder = shown[current]?.state === 'ready' ? current : firstReady
  return (
    <article
      aria-label={prompt ?? t('row.no-prompt')}
      className="grid gap-3 border-b border-line py-6 [contain-intrinsic-size:auto_24rem] [content-visibility:auto] first:pt-2 last:border-b-0"
    >
      <header className="flex items-start justify-between gap-x-4">
        <div className="min-w-0 flex-1">
          <PromptText text={prompt} />
          <RowFacts generation={generation} model={model} />
        </div>
        <RowActions {...props} />
      </header>
      {shown.length > 0 && (
        <div
          data-row=""
          onKeyDown={moveWithArrows}
          className="flex flex-wrap gap-2"
          style={{
            '--row': rowHeight(generation),
            '--ratio': generation.widthPx / generation.heightPx,
          }}
        >
          {shown.map((image, place) => (
            <PictureTile
              key={image.index}
              generation={generation}
              image={image}
              model={model}
              isCurrent={place === inTabOrder}
              onCurrent={() => setCurrent(place)}
              onOpen={() => onOpen(generation.id, image.index)}
            />
          ))}
        </div>
      )}
      <OutcomeCard generation={generation} prompt={prompt} model={model} />
    </article>
  )
})

/** What of a generation is worth a frame: all while it runs or was delivered, else only what was drawn. */
function picturesOf({ phase, images }: GenerationView): GenerationView['images'] {
  if (!hasEnded(phase) || phase === 'delivered') return images
  return images.filter(({ state }) => state === 'ready' || state === 'deleted')
}

function rowHeight({ count }: GenerationView): string {
  if (count === 1) return 'min(30rem, 62vh)'
  return count === 2 ? '23rem' : count === 3 ? '19rem' : '15.5rem'
}

function RowFacts({ generation, model }: { generation: GenerationView; model: Model | undefined }) {
  const ready = countReady(generation)
  const isOver = hasEnded(generation.phase)
  const facts = [
    model?.name ?? generation.model,
    ...(model?.label === undefined ? [] : [model.label]),
    formatTime(generation.createdAt),
    ...(ready === generation.count ? [] : [t('row.ready', { ready, count: generation.count })]),
    ...(generation.phase === 'delivered' ? [t('row.charged', { credits: generation.chargedCredits })] : []),
    ...(isOver ? [] : [t('row.held', { credits: generation.quotedCredits })]),
  ]
  return (
    <p className="figures mt-1 text-13 text-ink-second">
      {facts.map((fact) => (
        <span key={fact} className="not-last:after:mx-1.5 not-last:after:content-['·']">
          {fact}
        </span>
      ))}
    </p>
  )
}

function RowActions({ generation, prompt }: GenerationRowProps) {
  const studio = useStudio()
  const [isCancelling, setCancelling] = useState(false)
  const ready = generation.images.flatMap(({ state, id }) =>
    state === 'ready' && id !== undefined ? [id] : [],
  )
  if (!hasEnded(generation.phase)) {
    const cancel = (): void => {
      setCancelling(true)
      studio.live
        .cancelGeneration(generation.id)
        .catch((error: unknown) => showToast({ id: generation.id, text: faultText(error) }))
        .finally(() => setCancelling(false))
    }
    return (
      <Button
        className="shrink-0"
        icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />}
        blockedBy={isCancelling ? t('row.cancelling') : undefined}
        onClick={cancel}
      >
        {isCancelling ? t('row.cancelling') : t('action.cancel')}
      </Button>
    )
  }
  return (
    <div className="-me-2 flex shrink-0">
      {ready.length > 1 && (
        <IconButton
          icon={Download}
          name={t('action.download-all', { count: ready.length })}
          onClick={() => {
            for (const id of ready) download(studio.pictures, id)
          }}
        />
      )}
      <IconButton
        icon={RotateCcw}
        name={t('action.reuse')}
        onClick={() => {
          reuse(generation, prompt, false)
          announce(t('announce.reused'))
          focusPrompt()
        }}
      />
      <IconButton
        icon={Trash2}
        name={t('action.delete-row')}
        onClick={() => deleteGeneration(studio, generation)}
      />
    </div>
  )
}

/** Arrows move between pictures: along the row, and to the rows above and below. */
function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target
  if (!(target instanceof HTMLElement) || !event.key.startsWith('Arrow')) return
  const here = target.closest('div.group')?.querySelector('[data-picture]')
  const inRow = [...event.currentTarget.querySelectorAll('[data-picture]')]
  const everywhere = [...document.querySelectorAll('[data-picture]')]
  if (!(here instanceof HTMLElement)) return
  const isBackward = document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
  const isAcross = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
  const step = event.key === isBackward || event.key === 'ArrowUp' ? -1 : 1
  const firstInRow = everywhere.indexOf(inRow[0] ?? here)
  const next = isAcross
    ? everywhere[everywhere.indexOf(here) + step]
    : everywhere[step < 0 ? firstInRow - 1 : firstInRow + inRow.length]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}
