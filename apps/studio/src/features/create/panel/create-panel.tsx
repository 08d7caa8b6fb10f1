import type { Model } from '#contract'
import { t } from '../../../messages/messages.ts'
import { AskingNote, GenerateButton } from './generate-button.tsx'
import { PromptField } from './prompt-field.tsx'
import { SettingsControls } from './settings-controls.tsx'
import { useAsking } from './use-asking.ts'
import { ReferenceRow } from '../references/reference-row.tsx'

/** Prompt and settings beside the stage, where there is room for both. */
export function CreatePanel({
  models,
  lastSeed,
}: {
  models: readonly Model[]
  lastSeed: number | undefined
}) {
  const asking = useAsking(models)
  if (asking === undefined) return null
  return (
    <form
      aria-label={t('panel.label')}
      onSubmit={(event) => event.preventDefault()}
      className="flex h-full flex-col"
    >
      <div className="grid flex-1 content-start gap-5 overflow-y-auto p-4 pb-6">
        <PromptField
          prompt={asking.fitted.prompt}
          maximumBytes={asking.fitted.model.promptMaximumBytes}
          lines={5}
          longest="panel"
          onGenerate={asking.generate}
        />
        <ReferenceRow model={asking.fitted.model} />
        <SettingsControls fitted={asking.fitted} models={models} lastSeed={lastSeed} />
      </div>
      <div className="grid gap-3 border-t border-line p-4">
        <AskingNote asking={asking} />
        <GenerateButton asking={asking} className="w-full" />
      </div>
    </form>
  )
}
