import { Download, Repeat, RotateCcw, Trash2, X } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { GenerationView, Model } from '#contract'
import { deleteGeneration } from '../../../live/deletions.ts'
import { isFinished } from '../../../live/live-generation.ts'
import { useStudio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { putBack } from '../put-back.ts'
import { wishOf } from '../wish.ts'
import { download } from '../../../live/download.ts'
import { askAgain } from './ask-again.ts'

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
const look = { look: 'bare', className: 'px-2! text-13! compact:px-3!' } as const

/** Stops what is not done yet. */
export function CancelButton({ generation }: { generation: GenerationView }) {
  const { live } = useStudio()
  const [isCancelling, setCancelling] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // Layout: with the focus still in it. Who stopped it with the keyboard goes on from its row.
  useLayoutEffect(() => {
    const here = button.current
    return () => {
      if (here !== null && document.activeElement === here) here.closest('article')?.focus()
    }
  }, [])
  function cancel(): void {
    setCancelling(true)
    live
      .cancelGeneration(generation.id)
      .catch((error: unknown) => showToast({ id: generation.id, text: faultText(error) }))
      .finally(() => setCancelling(false))
  }
  return (
    <Button
      ref={button}
      className="shrink-0"
      icon={<X {...icon} />}
      blockedBy={isCancelling ? t('row.cancelling') : undefined}
      onClick={cancel}
    >
      {isCancelling ? t('row.cancelling') : t('action.cancel')}
    </Button>
  )
}

/** What can be done with everything of one request, once it has ended. */
export function RowActions({
  generation,
  prompt,
  model,
  hasJustEnded,
}: {
  generation: GenerationView
  prompt: string | undefined
  model: Model | undefined
  /** Where one cancelled a moment ago, a second click would delete. */
  hasJustEnded: boolean
}) {
  const studio = useStudio()
  const ready = generation.images.flatMap((image) =>
    isFinished(image) && image.id !== undefined ? [image.id] : [],
  )
  return (
    <div className="-mx-2 flex flex-wrap compact:-mx-3">
      {ready.length > 0 && (
        <Button
          {...look}
          icon={<Download {...icon} />}
          onClick={() => {
            for (const id of ready) download(studio.pictures, id)
          }}
        >
          {ready.length === 1 ? t('action.download') : t('action.download-all', { count: ready.length })}
        </Button>
      )}
      {prompt !== undefined && (
        <Button
          {...look}
          icon={<Repeat {...icon} />}
          aria-label={t('action.retry-name')}
          onClick={() => void askAgain(studio, { ...wishOf(generation, prompt), prompt }, model)}
        >
          {t('action.retry')}
        </Button>
      )}
      {!leadsBack(generation) && (
        <Button
          {...look}
          icon={<RotateCcw {...icon} />}
          onClick={() => putBack(studio, wishOf(generation, prompt), false)}
        >
          {t('action.reuse')}
        </Button>
      )}
      <Button
        {...look}
        icon={<Trash2 {...icon} />}
        aria-label={t('action.delete-row')}
        blockedBy={hasJustEnded ? t('row.just-ended') : undefined}
        onClick={({ currentTarget }) => {
          focusNextRow(currentTarget)
          deleteGeneration(studio, generation)
        }}
      >
        {t('action.delete')}
      </Button>
    </div>
  )
}

/** Who deletes one row after another goes on at the next. */
function focusNextRow(button: HTMLElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>('#pictures article')]
  const at = rows.findIndex((row) => row.contains(button))
  const next = rows[at + 1] ?? rows[at - 1] ?? document.querySelector<HTMLElement>('#pictures')
  next?.focus()
}

/** The card of these ends has its own way back to the prompt. */
function leadsBack({ phase, canResume }: GenerationView): boolean {
  return phase === 'refused' || phase === 'failed' || (phase === 'interrupted' && !canResume)
}
