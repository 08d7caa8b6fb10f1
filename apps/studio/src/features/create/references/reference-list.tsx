import { Brush, ImagePlus } from 'lucide-react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { openPicker } from './picture-picker.tsx'
import { ReferencePrint } from './reference-print.tsx'
import { isBrushOpen, mask as maskCell, references } from './references.ts'

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The person's own pictures, each with the number that the words can call it by, and the ways to more of them. */
export function ReferenceList({ model }: { model: Model }) {
  const list = useCell(references)
  const mask = useCell(maskCell)
  return (
    <>
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
      <OverNote model={model} />
      <div className="flex flex-wrap gap-2">
        {list.length < model.maximumReferences && (
          <Button data-add="" className="px-3! text-13!" icon={<ImagePlus {...icon} />} onClick={openPicker}>
            {t('references.add')}
          </Button>
        )}
        {model.masks && list[0]?.state.kind === 'held' && (
          <Button className="px-3! text-13!" icon={<Brush {...icon} />} onClick={() => isBrushOpen.set(true)}>
            {mask === undefined ? t('mask.open') : t('mask.change')}
          </Button>
        )}
      </div>
    </>
  )
}

/** That some wait, because the model takes fewer. */
export function OverNote({ model }: { model: Model }) {
  if (useCell(references).length <= model.maximumReferences) return null
  return (
    <p className="text-12 text-ink-second">
      {t('references.over', { model: model.name, maximum: model.maximumReferences })}
    </p>
  )
}
