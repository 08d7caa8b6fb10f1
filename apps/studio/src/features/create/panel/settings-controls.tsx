import type { Model } from '#contract'
import { t } from '../../../messages/messages.ts'
import { ChoiceGroup } from '../../../ui/choice-group.tsx'
import { changeDraft, type FittedDraft } from '../draft.ts'
import { ModelChoice } from './model-choice.tsx'
import { SeedChoice } from './seed-choice.tsx'
import { ShapeOffer } from './shape-offer.tsx'
import { focusSize, SizeChoice } from './size-choice.tsx'

export interface SettingsControlsProps {
  fitted: FittedDraft
  models: readonly Model[]
  lastSeed: number | undefined
}

/** One line that names what was chosen and this model does not take; the choice waits for one that does. */
function DroppedNote({ fitted: { dropped, model, size } }: { fitted: FittedDraft }) {
  if (dropped.length === 0) return null
  const words = dropped.map((name) =>
    name === 'size'
      ? t('dropped.size', { width: size.widthPx, height: size.heightPx })
      : t(`dropped.${name}`),
  )
  return (
    <p role="status" className="border-s-2 border-caution ps-3 text-13 text-ink-second">
      {t('dropped.note', { model: model.name, what: words.join(' · ') })}
    </p>
  )
}

/** Everything but the words: only the controls that the chosen model takes. */
export function SettingsControls({ fitted, models, lastSeed }: SettingsControlsProps) {
  const { model } = fitted
  const counts = Array.from({ length: model.maximumCount }, (_, index) => index + 1)
  return (
    <div className="grid gap-5">
      <ModelChoice model={model} models={models} />
      <DroppedNote fitted={fitted} />
      <div className="grid gap-2">
        <SizeChoice sizes={model.sizes} size={fitted.size} />
        <ShapeOffer fitted={fitted} onTaken={focusSize} />
      </div>
      {counts.length > 1 && (
        <ChoiceGroup
          legend={t('count.label')}
          name="count"
          columns={counts.length <= 4 ? 'grid-cols-4' : 'grid-cols-5'}
          value={fitted.count}
          onChange={(count) => changeDraft({ count })}
          choices={counts.map((count) => ({
            value: count,
            label: String(count),
          }))}
        />
      )}
      {model.qualities.length > 0 && (
        <ChoiceGroup
          legend={t('quality.label')}
          name="quality"
          columns={model.qualities.length === 3 ? 'grid-cols-4' : 'grid-cols-3'}
          value={fitted.quality ?? 'usual'}
          onChange={(quality) => changeDraft({ quality: quality === 'usual' ? undefined : quality })}
          choices={[
            { value: 'usual' as const, label: t('quality.usual') },
            ...model.qualities.map((quality) => ({ value: quality, label: t(`quality.${quality}`) })),
          ]}
        />
      )}
      {model.seed && <SeedChoice seed={fitted.seed} lastSeed={lastSeed} />}
      {model.transparentBackground && (
        <ChoiceGroup
          legend={t('background.label')}
          name="background"
          columns="grid-cols-2"
          value={fitted.background}
          onChange={(background) => changeDraft({ background })}
          choices={[
            { value: 'scene', label: t('background.scene') },
            { value: 'transparent', label: t('background.transparent') },
          ]}
        />
      )}
    </div>
  )
}
