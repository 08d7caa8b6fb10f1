import { mostReferences } from '#contract'
import type { Studio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { focusPrompt } from '../draft.ts'
import { addFiles, references } from '../references/references.ts'

/** Puts a result beside the prompt as a picture of the person's own. */
export function putBesidePrompt(studio: Studio, imageId: string): void {
  const picture = studio.pictures.open(imageId).get()
  if (picture.state !== 'open') return
  if (references.get().length >= mostReferences) {
    return showToast({ id: 'references', text: t('announce.references-full') })
  }
  addFiles(studio, [picture.blob])
  announce(t('announce.reference', { number: references.get().length }))
  focusPrompt()
}
