import type { Model } from '#contract'
import type { Studio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { showToast } from '../../../ui/toasts.tsx'
import { changeDraft, draft } from '../draft.ts'
import { isBrushOpen } from '../references/references.ts'
import { putBesidePrompt } from './use-as-reference.ts'

/** Whether any model here redraws a part of a picture. */
export const canEdit = (models: readonly Model[]): boolean => models.some(({ masks }) => masks)

/** Puts a picture first beside the prompt and opens the brush on it, with a model that redraws parts. */
export async function editPicture(
  studio: Studio,
  pictureId: string,
  models: readonly Model[],
): Promise<void> {
  const chosen = models.find(({ id }) => id === draft.get().modelId) ?? models[0]
  const masking = chosen?.masks === true ? chosen : models.find(({ masks }) => masks)
  if (masking === undefined) return
  if (!(await putBesidePrompt(studio, pictureId, { isFirst: true }))) return
  if (masking !== chosen) {
    changeDraft({ modelId: masking.id })
    showToast({
      id: 'edit-model',
      text: t('edit.model', { model: masking.name, before: chosen?.name ?? '' }),
    })
  }
  isBrushOpen.set(true)
}
