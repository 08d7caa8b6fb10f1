import { Brush, CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { t } from '../../../messages/messages.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { SheetHeader } from '../../../ui/sheet-header.tsx'
import { HeldBefore } from './held-before.tsx'
import { PicturePicker } from './picture-picker.tsx'
import { ReferenceFace } from './reference-face.tsx'
import { OverNote, ReferenceList } from './reference-list.tsx'
import { isBrushOpen, mask as maskCell, references } from './references.ts'

/** The person's own pictures in one low strip over the dock; a tap opens them in a sheet with all that can be done. */
export function ReferenceStrip({ model }: { model: Model }) {
  const list = useCell(references)
  const [isOpen, setOpen] = useState(false)
  // With the last one taken out there is nothing to show, also not when another comes.
  if (isOpen && list.length === 0) setOpen(false)
  return (
    <>
      {list.length > 0 && <Strip model={model} onOpen={() => setOpen(true)} />}
      <OverNote model={model} />
      <HeldBefore model={model} />
      <PicturePicker />
      {isOpen && (
        <Sheet label={t('references.label')} shape="sheet" onClose={() => setOpen(false)}>
          <SheetHeader title={t('references.label')} onClose={() => setOpen(false)} />
          <div className="grid gap-3 p-4 pt-2 pb-[max(1rem,env(safe-area-inset-bottom))] compact:p-6 compact:pt-2">
            <ReferenceList model={model} />
          </div>
        </Sheet>
      )}
    </>
  )
}

function Strip({ model, onOpen }: { model: Model; onOpen(): void }) {
  const list = useCell(references)
  const mask = useCell(maskCell)
  return (
    <div className="flex items-center gap-2">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t('references.open', { count: list.length })}
        onClick={onOpen}
        className="flex min-h-11 min-w-0 gap-1.5 overflow-hidden rounded-print"
      >
        {list.map((one, index) => (
          <span
            key={one.key}
            className={`relative block size-11 shrink-0 overflow-hidden rounded-print bg-raised ${index < model.maximumReferences ? '' : 'opacity-40'}`}
          >
            <ReferenceFace
              reference={one}
              number={index + 1}
              mask={index === 0 && model.masks ? mask : undefined}
            />
            {one.state.kind === 'failed' && (
              <span className="absolute inset-0 grid place-items-center bg-night/70 text-night-ink">
                <CircleAlert size={18} strokeWidth={1.5} aria-hidden="true" />
              </span>
            )}
          </span>
        ))}
      </button>
      {model.masks && list[0]?.state.kind === 'held' && (
        <IconButton
          icon={Brush}
          name={mask === undefined ? t('mask.open') : t('mask.change')}
          className="ms-auto"
          onClick={() => isBrushOpen.set(true)}
        />
      )}
    </div>
  )
}
