import { Brush, ChevronLeft, ChevronRight, ImagePlus, RotateCcw, X } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { errorText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Ring } from '../../../ui/ring.tsx'
import {
  addFiles,
  type Mask,
  mask as maskCell,
  moveReference,
  type Reference,
  references,
  removeReference,
  sendAgain,
  takenTypes,
} from './references.ts'
import { HeldBefore } from './held-before.tsx'
import { isNamedBy } from './is-named.ts'

const MaskBrush = lazy(async () => ({ default: (await import('../mask/mask-brush.tsx')).MaskBrush }))

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The person's own pictures beside the prompt, each with the number that the words can call it by. */
export function ReferenceRow({ model }: { model: Model }) {
  const studio = useStudio()
  const list = useCell(references)
  const mask = useCell(maskCell)
  const picker = useRef<HTMLInputElement>(null)
  const [isMasking, setMasking] = useState(false)
  const first = list[0]
  if (model.maximumReferences === 0 && list.length === 0) return null
  return (
    <section aria-labelledby="references-heading" className="grid gap-2">
      <h2
        id="references-heading"
        className="sr-only text-13 leading-normal font-500 text-ink-second wide:not-sr-only"
      >
        {t('references.label')}
      </h2>
      {list.length > 0 && (
        <ol className="flex flex-wrap gap-2">
          {list.map((one, index) => (
            <ReferencePrint
              key={one.key}
              reference={one}
              index={index}
              isUsed={index < model.maximumReferences}
              isLast={index === list.length - 1}
              mask={index === 0 && model.masks ? mask : undefined}
            />
          ))}
        </ol>
      )}
      {list.length > model.maximumReferences && (
        <p className="text-12 text-ink-second">
          {t('references.over', { model: model.name, maximum: model.maximumReferences })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {list.length < model.maximumReferences && (
          <Button
            className="px-3! text-13!"
            icon={<ImagePlus {...icon} />}
            onClick={() => picker.current?.click()}
          >
            {t('references.add')}
          </Button>
        )}
        {model.masks && first?.state.kind === 'held' && (
          <Button className="px-3! text-13!" icon={<Brush {...icon} />} onClick={() => setMasking(true)}>
            {mask === undefined ? t('mask.open') : t('mask.change')}
          </Button>
        )}
      </div>
      <HeldBefore model={model} />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-picker=""
        accept={takenTypes.join(',')}
        onChange={({ target }) => {
          addFiles(studio, [...(target.files ?? [])])
          target.value = ''
        }}
      />
      {isMasking && first !== undefined && (
        <Suspense>
          <MaskBrush reference={first} onClose={() => setMasking(false)} />
        </Suspense>
      )}
    </section>
  )
}

interface ReferencePrintProps {
  reference: Reference
  index: number
  isUsed: boolean
  isLast: boolean
  mask: Mask | undefined
}

function ReferencePrint({ reference, index, isUsed, isLast, mask }: ReferencePrintProps) {
  const studio = useStudio()
  const { generations } = useLiveState()
  const { key, url, state } = reference
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
        {url !== undefined && <img src={url} alt="" className="size-full object-cover" />}
        {mask !== undefined && (
          <img
            src={mask.url}
            alt={t('mask.shown')}
            className="absolute inset-0 size-full object-cover opacity-60"
          />
        )}
        <span className="figures absolute start-1 top-1 grid size-6 place-items-center rounded-full bg-night/80 text-12 font-600 text-night-ink">
          {number}
        </span>
        {state.kind === 'sending' && (
          <span
            role="progressbar"
            aria-label={t('references.sending', { number })}
            aria-valuenow={Math.round(state.share * 100)}
            aria-valuemin={0}
            aria-valuemax={100}
            className="absolute inset-0 grid place-items-center bg-night/50"
          >
            <Ring share={Math.max(0.04, state.share)} sizePx={28} onPicture />
          </span>
        )}
        <IconButton
          look="print"
          icon={X}
          name={t('references.remove', { number })}
          className="absolute! end-0 top-0"
          onClick={() => removeReference(studio, key, isNamedBy(generations))}
        />
      </div>
      {state.kind === 'failed' ? (
        <div role="alert" className="grid gap-1 text-12 text-bad">
          {errorText(state.code)}
          <Button
            className="px-2! text-12!"
            icon={<RotateCcw {...icon} />}
            onClick={() => sendAgain(studio, key)}
          >
            {t('action.try-again')}
          </Button>
        </div>
      ) : (
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
