import type { Model } from '#contract'
import { t } from '../../../messages/messages.ts'
import { ChoiceGroup } from '../../../ui/choice-group.tsx'
import { changeDraft, type FittedDraft } from '../draft.ts'
import { ModelChoice } from './model-choice.tsx'
import { SeedChoice } from './seed-choice.tsx'
import { SizeChoice } from './size-choice.tsx'

export interface SettingsControlsProps {
  fitted: FittedDraft
  models: readonly Model[]
  lastSeed: number | undefined
}

/** Everything but the words: only the controls that the chosen model takes. */
export function SettingsControls({ fitted, models, lastSeed }: SettingsControlsProps) {
  const { model } = fitted
  const counts = Array.from({ length: model.maximumCount }, (_, index) => index + 1)
  return (
    <div className="grid gap-5">
      <ModelChoice model={model} models={models} />
      <SizeChoice sizes={model.sizes} size={fitted.size} />
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
