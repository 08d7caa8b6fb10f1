import { useLayoutEffect, useRef } from 'react'
import { t } from '../../../messages/messages.ts'
import { formatFigure } from '../../../messages/figures.ts'
import { changeDraft, promptBytes } from '../draft.ts'
import { useCarriedFocus } from './use-carried-focus.ts'

/** From this share of the limit on, the count is shown. */
const shownFrom = 0.8

export interface PromptFieldProps {
  prompt: string
  maximumBytes: number
  /** Fewest lines shown while nothing is written. */
  lines: number
  longest: 'panel' | 'dock'
  onGenerate(): void
}

const heights = {
  panel: 'max-h-[calc(12lh+1.5rem)]',
  dock: 'max-h-[calc(6lh+1.25rem)]',
} as const

export function PromptField({ prompt, maximumBytes, lines, longest, onGenerate }: PromptFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useCarriedFocus(field)
  // Layout: the field is as tall as its words, up to its limit, before the browser paints.
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = prompt === '' ? '' : `${element.scrollHeight + 2}px`
  }, [prompt])
  return (
    <div className="min-w-0 flex-1">
      <label
        htmlFor="prompt"
        className={longest === 'panel' ? 'mb-2 block text-13 font-500 text-ink-second' : 'sr-only'}
      >
        {t('prompt.label')}
      </label>
      <textarea
        ref={field}
        id="prompt"
        data-prompt=""
        rows={lines}
        value={prompt}
        dir="auto"
        spellCheck
        autoComplete="off"
        placeholder={t('prompt.placeholder')}
        aria-describedby="prompt-bytes"
        onChange={(event) => changeDraft({ prompt: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          onGenerate()
        }}
        className={`block w-full resize-none overflow-y-auto rounded-control border border-edge/70 bg-raised px-3 py-2.5 text-16 leading-normal [overflow-wrap:anywhere] transition-colors hover:border-edge focus-visible:outline-offset-0 ${heights[longest]}`}
      />
      <ByteCount bytes={promptBytes(prompt)} maximumBytes={maximumBytes} />
    </div>
  )
}

function ByteCount({ bytes, maximumBytes }: { bytes: number; maximumBytes: number }) {
  const isOver = bytes > maximumBytes
  return (
    <p
      id="prompt-bytes"
      aria-live="polite"
      className={`figures text-12 ${isOver ? 'text-bad' : 'text-ink-second'}`}
    >
      {bytes > maximumBytes * shownFrom && (
        <span className="mt-1 block">
          {t(isOver ? 'prompt.bytes-over' : 'prompt.bytes', {
            bytes: formatFigure(bytes),
            maximum: formatFigure(maximumBytes),
            over: formatFigure(bytes - maximumBytes),
          })}
        </span>
      )}
    </p>
  )
}
