import { type KeyboardEvent, memo, useEffect, useState } from 'react'
import type { GenerationView, Model } from '#contract'
import { isFinished } from '../../../live/live-generation.ts'
import { hasEnded } from '../../../live/merge-event.ts'
import { t } from '../../../messages/messages.ts'
import { formatTime } from '../../../messages/moments.ts'
import { useBreadth } from '../../../ui/use-media.ts'
import { countReady } from './announcements.ts'
import { contactGrid } from './contact-grid.ts'
import { OutcomeCard } from './outcome-card.tsx'
import { PictureTile } from './picture-tile.tsx'
import { PromptText } from './prompt-text.tsx'
import { CancelButton, RowActions } from './row-actions.tsx'

export interface GenerationRowProps {
  generation: GenerationView
  prompt: string | undefined
  model: Model | undefined
  onOpen(generationId: string, index: number): void
}

/** One thing that was asked for: the words, the facts, and the pictures like a contact sheet. */
export const GenerationRow = memo(function GenerationRow(props: GenerationRowProps) {
  const { generation, prompt, model } = props
  const isOver = hasEnded(generation.phase)
  const hasJustEnded = useJustEnded(isOver)
  const isPhone = useBreadth() === 'phone'
  const acts = { generation, prompt, model, hasJustEnded }
  return (
    // Rows far away are not laid out, which cuts off what stands out of them: the padding leaves room for focus rings.
    <article
      aria-label={prompt ?? t('row.no-prompt')}
      tabIndex={-1}
      className="relative -mx-4 grid gap-3 px-4 py-6 [contain-intrinsic-size:auto_24rem] [content-visibility:auto] after:absolute after:inset-x-4 after:bottom-0 after:border-b after:border-line last:after:hidden"
    >
      <header className="flex items-start justify-between gap-x-6">
        <div className="min-w-0 flex-1">
          <PromptText text={prompt} />
          <RowFacts generation={generation} model={model} />
        </div>
        {!isOver && <CancelButton generation={generation} />}
        {isOver && !isPhone && <RowActions {...acts} />}
      </header>
      <Pictures {...props} />
      <OutcomeCard generation={generation} prompt={prompt} model={model} />
      {isOver && isPhone && <RowActions {...acts} />}
    </article>
  )
})

/** A double click takes less. */
const momentMs = 800

/** True for a moment after the end, if one saw it end. */
function useJustEnded(isOver: boolean): boolean {
  const [isSettled, setSettled] = useState(isOver)
  useEffect(() => {
    if (!isOver) {
      setSettled(false)
      return undefined
    }
    const timer = setTimeout(() => setSettled(true), momentMs)
    return () => clearTimeout(timer)
  }, [isOver])
  return isOver && !isSettled
}

const columns =
  'grid-cols-[repeat(var(--few),minmax(0,var(--widest)))] @min-[36rem]:grid-cols-[repeat(var(--some),minmax(0,var(--widest)))] @min-[56rem]:grid-cols-[repeat(var(--many),minmax(0,var(--widest)))]'

function Pictures({ generation, model, onOpen }: GenerationRowProps) {
  const [current, setCurrent] = useState(0)
  const shown = picturesOf(generation)
  const inTabOrder =
    shown[current] !== undefined && isFinished(shown[current]) ? current : shown.findIndex(isFinished)
  const next = shown.findIndex(({ state }) => state === 'waiting' || state === 'developing')
  if (shown.length === 0) return null
  return (
    <div
      data-row=""
      onKeyDown={moveWithArrows}
      className={`grid gap-2 ${columns}`}
      style={contactGrid(generation)}
    >
      {shown.map((image, place) => (
        <PictureTile
          key={image.index}
          generation={generation}
          image={image}
          model={model}
          isCurrent={place === inTabOrder}
          isNext={place === next}
          onCurrent={() => setCurrent(place)}
          onOpen={() => onOpen(generation.id, image.index)}
        />
      ))}
    </div>
  )
}

/** What of a generation is worth a frame: all while it runs or was delivered, else only what was drawn. */
function picturesOf({ phase, images }: GenerationView): GenerationView['images'] {
  if (!hasEnded(phase) || phase === 'delivered') return images
  return images.filter(({ state }) => isFinished({ state }) || state === 'deleted')
}

function RowFacts({ generation, model }: { generation: GenerationView; model: Model | undefined }) {
  const ready = countReady(generation)
  const isOver = hasEnded(generation.phase)
  const isPart = ready < generation.count && (ready > 0 || !isOver)
  const facts = [
    model?.name ?? generation.model,
    ...(model?.label === undefined ? [] : [model.label]),
    formatTime(generation.createdAt),
    ...(isPart ? [t('row.ready', { ready, count: generation.count })] : []),
    ...(generation.phase === 'delivered' ? [t('row.charged', { credits: generation.chargedCredits })] : []),
    ...(isOver ? [] : [t('row.held', { credits: generation.quotedCredits })]),
  ]
  return (
    <p className="figures mt-1 text-13 text-ink-second">
      {facts.map((fact) => (
        <span key={fact} className="inline-block not-last:after:mx-1.5 not-last:after:content-['·']">
          {fact}
        </span>
      ))}
    </p>
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
