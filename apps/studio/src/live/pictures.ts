import type { Client } from '../api/client.ts'
import { CallError } from '../api/request.ts'
import { type Cell, createCell } from './cell.ts'

export type Picture =
  | { state: 'loading' }
  | { state: 'open'; url: string; blob: Blob }
  /** The server has it no longer. */
  | { state: 'gone' }
  | { state: 'damaged' }
  /** It could not be reached; asking again may help. */
  | { state: 'unreached' }

/** Pictures opened in this page. They are in its memory only, and end with it. */
export interface Pictures {
  /** Opens it on first use; later uses share it. */
  open(imageId: string): Cell<Picture>
  retry(imageId: string): void
  /** Asks again for every picture that could not be reached, for when the line is back. */
  retryAll(): void
  forget(imageId: string): void
  forgetAll(): void
}

export function createPictures(client: Client): Pictures {
  const cells = new Map<string, Cell<Picture>>()

  async function load(imageId: string, cell: Cell<Picture>): Promise<void> {
    cell.set({ state: 'loading' })
    const found = await client.getImage(imageId).catch((error: unknown) => error)
    if (cells.get(imageId) !== cell) return
    cell.set(
      found instanceof Blob
        ? { state: 'open', url: URL.createObjectURL(found), blob: found }
        : missing(found),
    )
  }
  function drop(cell: Cell<Picture> | undefined): void {
    const picture = cell?.get()
    if (picture?.state === 'open') URL.revokeObjectURL(picture.url)
  }

  function retry(imageId: string): void {
    const cell = cells.get(imageId)
    if (cell?.get().state === 'unreached') void load(imageId, cell)
  }

  return {
    open(imageId) {
      const known = cells.get(imageId)
      if (known !== undefined) return known
      const cell = createCell<Picture>({ state: 'loading' })
      cells.set(imageId, cell)
      void load(imageId, cell)
      return cell
    },
    retry,
    retryAll() {
      for (const imageId of cells.keys()) retry(imageId)
    },
    forget(imageId) {
      drop(cells.get(imageId))
      cells.delete(imageId)
    },
    forgetAll() {
      for (const cell of cells.values()) drop(cell)
      cells.clear()
    },
  }
}

function missing(error: unknown): Picture {
  if (!(error instanceof CallError)) return { state: 'unreached' }
  if (error.code === 'vault/object-damaged') return { state: 'damaged' }
  return {
    state: error.code === 'vault/object-not-found' ? 'gone' : 'unreached',
  }
}
