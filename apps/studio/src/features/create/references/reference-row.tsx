import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { t } from '../../../messages/messages.ts'
import { HeldBefore } from './held-before.tsx'
import { PicturePicker } from './picture-picker.tsx'
import { ReferenceList } from './reference-list.tsx'
import { references } from './references.ts'

/** The person's own pictures below the prompt, where there is room for them. */
export function ReferenceRow({ model }: { model: Model }) {
  const list = useCell(references)
  if (model.maximumReferences === 0 && list.length === 0) return null
  return (
    <section aria-labelledby="references-heading" className="grid gap-2">
      <h2 id="references-heading" className="text-13 leading-normal font-500 text-ink-second">
        {t('references.label')}
      </h2>
      <ReferenceList model={model} />
      <HeldBefore model={model} />
      <PicturePicker />
    </section>
  )
}
