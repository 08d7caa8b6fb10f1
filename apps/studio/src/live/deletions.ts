import type { GenerationView } from '#contract'
import { CallError } from '../api/request.ts'
import { faultText } from '../messages/error-text.ts'
import { t } from '../messages/messages.ts'
import { hideToast, showToast } from '../ui/toasts.tsx'
import type { Library } from '../library/index.ts'
import { createCell } from './cell.ts'
import type { Studio } from './studio.ts'

/** For this long a deletion can be undone. It is delayed here, in the page; the server knows no soft deletion. */
const undoForMs = 8000

interface Act {
  /** What is hidden meanwhile: pictures, and the generation when all of it goes. */
  ids: readonly string[]
  text: string
  /** Pictures that the library hides in every tab, until this is undone or done. */
  pictureIds: readonly string[]
  carryOut(options?: { keepalive: boolean }): Promise<void>
}

interface Deletion extends Act {
  studio: Studio
  timer: ReturnType<typeof setTimeout>
}

const pending = new Map<string, Deletion>()

/** Ids of pictures and generations that are hidden because their deletion has been asked for. */
export const hiddenIds = createCell<ReadonlySet<string>>(new Set())
/** Ids whose deletion has been carried out in this page. */
export const deletedIds = createCell<ReadonlySet<string>>(new Set())

/** Deletes pictures wherever they are: on the server, on this device, in this page. */
export function deletePictures(studio: Studio, ids: readonly string[]): void {
  schedule(studio, {
    ids,
    pictureIds: ids,
    text: t('delete.pictures', { count: ids.length }),
    async carryOut(options) {
      for (const id of ids) await studio.pictures.remove(id, options)
      await eraseKept(studio, ids)
    },
  })
}

/** Deletes a generation with its words and all its pictures. */
export function deleteGeneration(studio: Studio, { id, images }: GenerationView): void {
  const pictureIds = images.flatMap((image) => image.id ?? [])
  schedule(studio, {
    ids: [id],
    pictureIds,
    text: t('delete.row'),
    async carryOut(options) {
      await unlessGone(studio.client.deleteGeneration(id, options))
      await eraseKept(studio, pictureIds)
      for (const pictureId of pictureIds) studio.pictures.forget(pictureId)
    },
  })
}

async function eraseKept(studio: Studio, pictureIds: readonly string[]): Promise<void> {
  await (await studio.device.whenKnown())?.erase(pictureIds)
}

function schedule(studio: Studio, act: Act): void {
  const key = act.ids.join()
  if (pending.has(key)) return
  const timer = setTimeout(() => void settle(key), undoForMs)
  pending.set(key, { ...act, studio, timer })
  showHidden()
  // Where that is not taken it is hidden in this page alone, and erased all the same when its time is over.
  void tellLibrary(studio, (library) => library.hide(act.pictureIds))
  showToast({
    id: key,
    text: act.text,
    action: { label: t('action.undo'), run: () => void undo(key) },
  })
}

/** So that other tabs and the next opening know; this page hides and shows by itself. False: the device did not take it. */
async function tellLibrary(studio: Studio, act: (library: Library) => Promise<void>): Promise<boolean> {
  try {
    const library = await studio.device.whenKnown()
    if (library !== undefined) await act(library)
    return true
  } catch {
    return false
  }
}

/** False: the device did not take it, and may erase its copy all the same. */
async function takeBack(key: string): Promise<boolean> {
  const deletion = pending.get(key)
  clearTimeout(deletion?.timer)
  pending.delete(key)
  showHidden()
  hideToast(key)
  return (
    deletion === undefined || tellLibrary(deletion.studio, (library) => library.show(deletion.pictureIds))
  )
}

async function undo(key: string): Promise<void> {
  if (!(await takeBack(key))) showToast({ id: key, text: t('delete.not-undone') })
}

/** Takes back the newest deletion that is still waiting. */
export function undoLastDeletion(): void {
  const newest = [...pending.keys()].at(-1)
  if (newest !== undefined) void undo(newest)
}

/** Carries a deletion out; what fails comes back into sight, and says so. */
async function settle(key: string): Promise<void> {
  const deletion = pending.get(key)
  hideToast(key)
  try {
    await deletion?.carryOut()
    deletedIds.update((before) => new Set([...before, ...(deletion?.ids ?? [])]))
    pending.delete(key)
    showHidden()
  } catch (error) {
    void takeBack(key)
    showToast({ id: key, text: `${t('delete.failed')} ${faultText(error)}` })
  }
}

/** What is gone already counts as deleted. */
async function unlessGone(deleting: Promise<void>): Promise<void> {
  try {
    await deleting
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'generation/not-found') throw error
  }
}

function showHidden(): void {
  hiddenIds.set(new Set([...pending.values()].flatMap(({ ids }) => ids)))
}

/** Asks for every waiting deletion at once, in a way that outlives the page. The library finishes at its next opening. */
export function carryOutDeletions(): void {
  for (const { timer, carryOut } of pending.values()) {
    clearTimeout(timer)
    carryOut({ keepalive: true }).catch(() => undefined)
  }
}
