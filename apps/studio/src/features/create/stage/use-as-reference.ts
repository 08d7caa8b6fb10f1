import { mostReferences } from '#contract'
import type { Picture } from '../../../live/pictures.ts'
import type { Studio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { focusPrompt } from '../draft.ts'
import { addPicture, references } from '../references/references.ts'

/** Puts a picture of the studio's own beside the prompt as one of the person's; false when it could not be. */
export async function putBesidePrompt(
  studio: Studio,
  pictureId: string,
  { isFirst = false } = {},
): Promise<boolean> {
  const picture = await whenOpened(studio, pictureId)
  if (picture.state !== 'open') {
    showToast({ id: 'references', text: t('picture.not-here') })
    return false
  }
  if (references.get().length >= mostReferences) {
    showToast({ id: 'references', text: t('announce.references-full') })
    return false
  }
  addPicture(studio, picture.blob, { from: pictureId, isFirst })
  announce(t('announce.reference', { number: isFirst ? 1 : references.get().length }))
  focusPrompt()
  return true
}

function whenOpened({ pictures }: Studio, pictureId: string): Promise<Picture> {
  const cell = pictures.open(pictureId)
  const opened = Promise.withResolvers<Picture>()
  const look = (): void => {
    if (cell.get().state !== 'loading') opened.resolve(cell.get())
  }
  const unsubscribe = cell.subscribe(look)
  look()
  return opened.promise.finally(unsubscribe)
}
