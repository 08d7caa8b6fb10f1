import { hashBytes } from './hash-bytes.ts'
import type { LookedAt, PictureAnswer, PictureWork, WrittenBytes } from './picture-work.ts'

/* Writes pictures to the device and looks at them, away from the page: only a worker may flush a file to the disk. */

addEventListener('message', ({ data, ports }: MessageEvent<PictureWork>) => {
  void answer(data).then((answered) => ports[0]?.postMessage(answered))
})

async function answer(work: PictureWork): Promise<PictureAnswer> {
  try {
    return work.kind === 'write'
      ? { kind: 'written', written: await write(work) }
      : { kind: 'looked', looked: await look(work) }
  } catch (error) {
    return { kind: 'fault', name: error instanceof Error ? error.name : 'Error' }
  }
}

/** Writes, flushes to the disk, closes, reads back: what is answered is what lies there. */
async function write(work: Extract<PictureWork, { kind: 'write' }>): Promise<WrittenBytes> {
  let folder = await navigator.storage.getDirectory()
  for (const name of work.folder) folder = await folder.getDirectoryHandle(name, { create: true })
  const file = await folder.getFileHandle(work.name, { create: true })
  const wanted = await work.blob.arrayBuffer()
  const access = await file.createSyncAccessHandle()
  try {
    access.truncate(0)
    // Some browsers write what fits and say how much that was.
    if (access.write(wanted, { at: 0 }) !== wanted.byteLength)
      throw new DOMException('the device is full', 'QuotaExceededError')
    access.flush()
  } finally {
    access.close()
  }
  const found = await (await file.getFile()).arrayBuffer()
  const [before, after] = await Promise.all([hashBytes(wanted), hashBytes(found)])
  if (before !== after) throw new DOMException('what was read is not what was written', 'DataError')
  return { sizeBytes: found.byteLength, sha256: after }
}

async function look({ blob, longestPx }: Extract<PictureWork, { kind: 'look' }>): Promise<LookedAt> {
  const bitmap = await createImageBitmap(blob)
  const { width: widthPx, height: heightPx } = bitmap
  const scale = Math.min(1, longestPx / Math.max(widthPx, heightPx))
  const canvas = new OffscreenCanvas(Math.max(1, widthPx * scale), Math.max(1, heightPx * scale))
  const drawing = canvas.getContext('2d')
  if (drawing !== null) drawing.imageSmoothingQuality = 'high'
  drawing?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const small = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 })
  return {
    widthPx,
    heightPx,
    // A browser that writes no WebP says so by the type of what it gives instead.
    small: drawing === null ? undefined : { bytes: await small.arrayBuffer(), mediaType: small.type },
  }
}
