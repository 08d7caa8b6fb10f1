import type { GenerationView } from '#contract'
import { CallError } from '../../../api/request.ts'
import { createCell } from '../../../live/cell.ts'
import type { Studio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { hideToast, showToast } from '../../../ui/toasts.tsx'

/** For this long a deletion can be undone. It is delayed here, in the page; the server knows no soft deletion. */
const undoForMs = 8000

interface Deletion {
  timer: ReturnType<typeof setTimeout>
  carryOut(options?: { keepalive: boolean }): Promise<void>
}

const pending = new Map<string, Deletion>()

/** Ids of images and generations that are hidden because their deletion has been asked for. */
export const hiddenIds = createCell<ReadonlySet<string>>(new Set())

export function deleteImage(studio: Studio, imageId: string): void {
  schedule(imageId, t('delete.image'), async (options) => {
    await studio.client.deleteImage(imageId, options)
    studio.pictures.forget(imageId)
  })
}

export function deleteGeneration(studio: Studio, { id, images }: GenerationView): void {
  schedule(id, t('delete.row'), async (options) => {
    await studio.client.deleteGeneration(id, options)
    for (const image of images) if (image.id !== undefined) studio.pictures.forget(image.id)
  })
}

function schedule(id: string, text: string, carryOut: Deletion['carryOut']): void {
  if (pending.has(id)) return
  const timer = setTimeout(() => void settle(id), undoForMs)
  pending.set(id, { timer, carryOut })
  showHidden()
  showToast({
    id,
    text,
    action: { label: t('action.undo'), run: () => undo(id) },
  })
}

function undo(id: string): void {
  clearTimeout(pending.get(id)?.timer)
  pending.delete(id)
  showHidden()
  hideToast(id)
}

/** Takes back the newest deletion that is still waiting. */
export function undoLastDeletion(): void {
  const newest = [...pending.keys()].at(-1)
  if (newest !== undefined) undo(newest)
}

/** Carries a deletion out. What is gone already counts as done; anything else brings it back into sight and says so. */
async function settle(id: string): Promise<void> {
  const deletion = pending.get(id)
  hideToast(id)
  try {
    await deletion?.carryOut()
  } catch (error) {
    const isGone =
      error instanceof CallError &&
      (error.code === 'vault/object-not-found' || error.code === 'generation/not-found')
    if (!isGone) {
      pending.delete(id)
      showHidden()
      showToast({ id, text: `${t('delete.failed')} ${faultText(error)}` })
    }
  }
}

function showHidden(): void {
  hiddenIds.set(new Set(pending.keys()))
}

/** Asks for every waiting deletion at once, in a way that outlives the page. */
export function carryOutDeletions(): void {
  for (const { timer, carryOut } of pending.values()) {
    clearTimeout(timer)
    carryOut({ keepalive: true }).catch(() => undefined)
  }
}
