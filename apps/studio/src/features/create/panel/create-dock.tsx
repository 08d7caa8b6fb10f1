import { ImagePlus, SlidersHorizontal } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Model } from '#contract'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { SheetHeader } from '../../../ui/sheet-header.tsx'
import type { FittedDraft } from '../draft.ts'
import { ratioOf } from '../ratio.ts'
import { AskingNote, GenerateButton } from './generate-button.tsx'
import { PromptField } from './prompt-field.tsx'
import { SettingsControls } from './settings-controls.tsx'
import { ShapeOffer } from './shape-offer.tsx'
import { useAsking } from './use-asking.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { openPicker } from '../references/picture-picker.tsx'
import { ReferenceStrip } from '../references/reference-strip.tsx'
import { references } from '../references/references.ts'
import { useCell } from '../../../live/cell.ts'

/** The prompt at the bottom of narrow windows, with the settings folded into a sheet. */
export function CreateDock({ models, lastSeed }: { models: readonly Model[]; lastSeed: number | undefined }) {
  const asking = useAsking(models)
  const given = useCell(references)
  const [isOpen, setOpen] = useState(false)
  const settingsButton = useRef<HTMLButtonElement>(null)
  if (asking === undefined) return null
  return (
    <form
      aria-label={t('panel.label')}
      onSubmit={(event) => event.preventDefault()}
      className="mx-auto grid w-full max-w-4xl gap-2 px-3 pt-3 pb-2 compact:px-6 compact:pb-4"
    >
      <AskingNote asking={asking} />
      <ReferenceStrip model={asking.fitted.model} />
      <ShapeOffer fitted={asking.fitted} onTaken={() => settingsButton.current?.focus()} />
      <PromptField
        prompt={asking.fitted.prompt}
        maximumBytes={asking.fitted.model.promptMaximumBytes}
        lines={1}
        longest="dock"
        onGenerate={asking.generate}
      />
      <div className="flex items-center gap-1">
        {given.length < asking.fitted.model.maximumReferences && (
          <IconButton icon={ImagePlus} name={t('references.add')} className="shrink-0" onClick={openPicker} />
        )}
        <Button
          ref={settingsButton}
          aria-haspopup="dialog"
          look="bare"
          className="figures me-auto min-w-0 px-2! text-13!"
          icon={<SlidersHorizontal size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />}
          onClick={() => setOpen(true)}
        >
          <span className="sr-only">{t('panel.settings')}</span>
          <span className="truncate">{summaryOf(asking.fitted)}</span>
        </Button>
        <GenerateButton asking={asking} className="shrink-0" />
      </div>
      {isOpen && (
        <Sheet label={t('panel.settings')} shape="sheet" onClose={() => setOpen(false)}>
          <SheetHeader title={t('panel.settings')} onClose={() => setOpen(false)} />
          <div className="p-4 pt-2 pb-[max(1rem,env(safe-area-inset-bottom))] compact:p-6 compact:pt-2">
            <SettingsControls fitted={asking.fitted} models={models} lastSeed={lastSeed} />
          </div>
        </Sheet>
      )}
    </form>
  )
}

function summaryOf({ model, size, count, seed }: FittedDraft): string {
  const parts = [model.name, ratioOf(size), t('count.times', { count })]
  return [...parts, ...(seed === undefined ? [] : [t('seed.fixed')])].join(' · ')
}
