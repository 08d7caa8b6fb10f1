import { t } from '../messages/messages.ts'
import { showToast } from '../ui/toasts.tsx'
import { createCell } from './cell.ts'
import { fileNameOf } from './file-name.ts'
import type { Pictures } from './pictures.ts'

/** When each image was last handed to the browser for saving; in memory, to be said beside its ring. */
export const downloads = createCell<ReadonlyMap<string, number>>(new Map())

const missing = {
  gone: 'picture.not-here',
  damaged: 'picture.damaged',
  unreached: 'picture.unreached',
} as const

/** Hands a picture to the browser to save, once it is open; where there is none any more it says so. */
export function download(pictures: Pictures, pictureId: string): void {
  const cell = pictures.open(pictureId)
  const save = (): boolean => {
    const picture = cell.get()
    if (picture.state === 'loading') return false
    if (picture.state === 'open') {
      saveBlob(picture.blob, fileNameOf(pictureId, picture.blob.type))
      downloads.update((before) => new Map(before).set(pictureId, Date.now()))
    } else showToast({ id: 'download', text: t(missing[picture.state]) })
    return true
  }
  if (save()) return
  const unsubscribe = cell.subscribe(() => {
    if (save()) unsubscribe()
  })
}

/** Hands bytes to the browser to save under this name. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken hold of the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
