import { createCell } from '../../../live/cell.ts'
import type { Pictures } from '../../../live/pictures.ts'

/** When each image was last handed to the browser for saving; in memory, to be said beside its ring. */
export const downloads = createCell<ReadonlyMap<string, number>>(new Map())

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
}

/** A file name that says nothing about the words. */
export function fileNameOf(imageId: string, mediaType: string): string {
  const short = imageId.replace(/^[a-z]+_/, '').slice(-8)
  return `gptimage-${short}.${endings[mediaType] ?? 'png'}`
}

/** Hands an opened picture to the browser to save. */
export function download(pictures: Pictures, imageId: string): void {
  const picture = pictures.open(imageId).get()
  if (picture.state !== 'open') return
  const link = document.createElement('a')
  link.href = picture.url
  link.download = fileNameOf(imageId, picture.blob.type)
  link.click()
  downloads.update((before) => new Map(before).set(imageId, Date.now()))
}
