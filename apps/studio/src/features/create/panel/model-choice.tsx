import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import type { Model } from '#contract'
import { t } from '../../../messages/messages.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { SheetHeader } from '../../../ui/sheet-header.tsx'
import { changeDraft } from '../draft.ts'
import { FactStrip } from '../fact-strip.tsx'

/** The model that will draw, with its facts. With only one there is nothing to choose, and no control. */
export function ModelChoice({ model, models }: { model: Model; models: readonly Model[] }) {
  const [isOpen, setOpen] = useState(false)
  const name = <span className="block text-14 font-500 text-ink">{model.name}</span>
  return (
    <section aria-labelledby="model-heading">
      <h2 id="model-heading" className="mb-2 text-13 leading-normal font-500 text-ink-second">
        {t('model.label')}
      </h2>
      {models.length > 1 ? (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          className="flex min-h-10 w-full items-center justify-between gap-2 rounded-control border border-edge/70 px-3 py-2 text-start pointer-coarse:min-h-11 transition-colors hover:border-edge hover:bg-raised"
        >
          {name}
          <ChevronsUpDown
            size={16}
            strokeWidth={1.5}
            aria-hidden="true"
            className="shrink-0 text-ink-second"
          />
        </button>
      ) : (
        name
      )}
      <div className="mt-1.5">
        <FactStrip model={model} />
      </div>
      {isOpen && <ModelSheet chosen={model} models={models} onClose={() => setOpen(false)} />}
    </section>
  )
}

function ModelSheet({
  chosen,
  models,
  onClose,
}: {
  chosen: Model
  models: readonly Model[]
  onClose(): void
}) {
  return (
    <Sheet label={t('model.choose')} shape="sheet" onClose={onClose}>
      <SheetHeader title={t('model.choose')} onClose={onClose} />
      <fieldset className="grid gap-1 p-4 pt-0">
        <legend className="sr-only">{t('model.choose')}</legend>
        {models.map((model) => (
          <label
            key={model.id}
            className="block rounded-control border border-transparent px-3 py-2.5 hover:border-line has-checked:border-ink has-disabled:border-transparent has-focus-visible:outline-2 has-focus-visible:outline-safelight"
          >
            <input
              type="radio"
              name="model"
              className="sr-only"
              disabled={!model.handling.isAllowed}
              checked={model.id === chosen.id}
              onChange={() => changeDraft({ modelId: model.id })}
              onClick={(event) => event.detail > 0 && onClose()}
            />
            <span className="block text-14 font-500">{model.name}</span>
            <FactStrip model={model} />
            {!model.handling.isAllowed && (
              <span className="block text-12">
                {t('model.not-allowed', { region: model.handling.region })}
              </span>
            )}
          </label>
        ))}
      </fieldset>
    </Sheet>
  )
}
