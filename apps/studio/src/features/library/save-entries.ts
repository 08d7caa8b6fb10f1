import { downloadZip } from 'client-zip'
import type { Library, LibraryIndex } from '../../library/index.ts'
import { download, saveBlob } from '../../live/download.ts'
import { fileNameOf } from '../../live/file-name.ts'
import type { Studio } from '../../live/studio.ts'
import { hideToast, showToast } from '../../ui/toasts.tsx'
import { tl } from '../../messages/library/messages.ts'

const toastId = 'zip'

/** Hands one picture to the browser as it is, several as one zip. */
export async function saveEntries(studio: Studio, library: Library, entries: LibraryIndex): Promise<void> {
  const [first] = entries
  if (first === undefined) return
  if (entries.length === 1) return download(studio.pictures, first.picture.id)
  showToast({ id: toastId, text: tl('library.packing', { count: entries.length }) })
  try {
    const zip = await packZip(library, entries)
    saveBlob(zip, `gptimage-${new Date().toISOString().slice(0, 10)}.zip`)
    hideToast(toastId)
  } catch {
    // Mostly there is no room for it: the pictures themselves are untouched.
    showToast({ id: toastId, text: tl('library.packing-failed') })
  }
}

/** Packs pictures and what was asked for each, one after the other: no picture is held in memory longer than its turn. */
export async function packZip(library: Library, entries: LibraryIndex): Promise<Blob> {
  return downloadZip(partsOf(library, entries)).blob()
}

async function* partsOf(library: Library, entries: LibraryIndex) {
  const listed: object[] = []
  for (const { picture, generation } of entries) {
    const blob = await library.open(picture.id)
    const name = fileNameOf(picture.id, picture.mediaType)
    const { prompt, modelId, modelName, seed, background, quality, createdAt } = generation
    listed.push({
      file: blob === undefined ? null : name,
      prompt,
      model: modelId,
      modelName,
      seed,
      background,
      ...(quality === undefined ? {} : { quality }),
      asked: { widthPx: generation.widthPx, heightPx: generation.heightPx },
      widthPx: picture.widthPx,
      heightPx: picture.heightPx,
      sha256: picture.sha256,
      createdAt: new Date(createdAt).toISOString(),
    })
    if (blob !== undefined) yield { name, input: blob, lastModified: new Date(createdAt) }
  }
  yield { name: 'pictures.json', input: JSON.stringify({ version: 1, pictures: listed }, undefined, 2) }
}
