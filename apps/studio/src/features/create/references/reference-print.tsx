import { ChevronLeft, ChevronRight, RotateCcw, X } from 'lucide-react'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { errorText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { isNamedBy } from './is-named.ts'
import { ReferenceFace } from './reference-face.tsx'
import {
  canMend,
  type Mask,
  moveReference,
  type Reference,
  removeReference,
  sendAgain,
} from './references.ts'

interface ReferencePrintProps {
  reference: Reference
  index: number
  isUsed: boolean
  isLast: boolean
  mask: Mask | undefined
}

/** One of the person's own pictures with what can be done with it. */
export function ReferencePrint({ reference, index, isUsed, isLast, mask }: ReferencePrintProps) {
  const studio = useStudio()
  const { generations } = useLiveState()
  const { key, state } = reference
  const number = index + 1
  const name = t('references.number', { number })
  return (
    <li
      aria-label={name}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
        event.preventDefault()
        moveReference(key, event.key === 'ArrowLeft' ? -1 : 1)
      }}
      className="grid w-24 gap-1"
    >
      <div
        className={`relative aspect-square overflow-hidden rounded-print bg-raised ${isUsed ? '' : 'opacity-40'}`}
      >
        <ReferenceFace reference={reference} number={number} mask={mask} />
        <IconButton
          look="print"
          icon={X}
          name={t('references.remove', { number })}
          className="absolute! end-0 top-0"
          data-take-out=""
          onClick={({ currentTarget }) => {
            focusNext(currentTarget, index)
            removeReference(studio, key, isNamedBy(generations))
          }}
        />
      </div>
      {state.kind === 'failed' ? (
        <div role="alert" className="grid gap-1 text-12 text-bad">
          {errorText(state.code)}
          {canMend(state.code) && (
            <Button
              className="px-2! text-12!"
              icon={<RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => sendAgain(studio, key)}
            >
              {t('action.try-again')}
            </Button>
          )}
        </div>
      ) : index === 0 && isLast ? null : (
        <div className="flex justify-between">
          <IconButton
            icon={ChevronLeft}
            name={t('references.earlier', { number })}
            className={`rtl:-scale-x-100 ${index === 0 ? 'invisible' : ''}`}
            onClick={() => moveReference(key, -1)}
          />
          <IconButton
            icon={ChevronRight}
            name={t('references.later', { number })}
            className={`rtl:-scale-x-100 ${isLast ? 'invisible' : ''}`}
            onClick={() => moveReference(key, 1)}
          />
        </div>
      )}
    </li>
  )
}

/** Who takes one picture out after another goes on at the next, and after the last at the way to add one. */
function focusNext(button: HTMLElement, index: number): void {
  const around = button.closest('ol')?.parentElement
  // The list is drawn anew first.
  requestAnimationFrame(() => {
    const left = [...(around?.querySelectorAll<HTMLElement>('[data-take-out]') ?? [])]
    const next = left[index] ?? left.at(-1) ?? around?.querySelector<HTMLElement>('[data-add]')
    next?.focus()
  })
}
