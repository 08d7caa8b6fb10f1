import type { Client } from '../api/client.ts'
import { CallError } from '../api/request.ts'
import { type Cell, createCell } from './cell.ts'
import { isPlace } from './live-generation.ts'

export type Picture =
  | { state: 'loading' }
  | { state: 'open'; url: string; blob: Blob }
  /** Neither the server nor this device has it any longer. */
  | { state: 'gone' }
  | { state: 'damaged' }
  /** It could not be reached; asking again may help. */
  | { state: 'unreached' }

/** Where a finished picture may lie. */
export interface PictureSources {
  /** The server's name for it; undefined once the server has it no more. */
  findObjectId(id: string): string | undefined
  /** The device's own copy. Waits until the library is open. */
  openKept(id: string): Promise<Blob | undefined>
}

/** Pictures opened in this page, by the names of `LiveImage`. They are in its memory only, and end with it. */
export interface Pictures {
  /** Opens it on first use; later uses share it. */
  open(id: string): Cell<Picture>
  /** The bytes of a result that the server has; shared with whoever looks at it. @throws CallError */
  fetchResult(id: string, objectId: string): Promise<Blob>
  /** Stops fetching one that is not there yet and is not wanted any more: a finer one has come. */
  callOff(id: string): void
  retry(id: string): void
  /** Asks again for every picture that could not be reached, for when the line is back. */
  retryAll(): void
  /** Looks anew for every result that is open, for when the device has lost what it kept. */
  findAllAgain(): void
  /** Erases it on the server, where it still is, and here. */
  remove(id: string, options?: { keepalive: boolean }): Promise<void>
  forget(id: string): void
  forgetAll(): void
}

export function createPictures(
  client: Pick<Client, 'getImage' | 'deleteImage'>,
  sources: PictureSources,
): Pictures {
  const cells = new Map<string, Cell<Picture>>()
  const coming = new Map<string, { blob: Promise<Blob>; fetching: AbortController }>()

  function fetchOnce(objectId: string): Promise<Blob> {
    const known = coming.get(objectId)
    if (known !== undefined) return known.blob
    const fetching = new AbortController()
    const blob = client.getImage(objectId, fetching.signal).finally(() => coming.delete(objectId))
    coming.set(objectId, { blob, fetching })
    return blob
  }

  /** From the server while it has it; from the device when it does not, or has just given it away. */
  async function find(id: string): Promise<Picture> {
    const objectId = isPlace(id) ? sources.findObjectId(id) : id
    const found = objectId === undefined ? undefined : await attempt(fetchOnce(objectId))
    if (found instanceof Blob) return show(found)
    if (found !== undefined && found.state !== 'gone') return found
    try {
      const kept = isPlace(id) ? await sources.openKept(id) : undefined
      return kept === undefined ? { state: 'gone' } : show(kept)
    } catch {
      // The library was closed under the reading, or the device does not let it be read just now.
      return { state: 'unreached' }
    }
  }

  async function load(id: string, cell: Cell<Picture>): Promise<void> {
    cell.set({ state: 'loading' })
    const picture = await find(id)
    if (cells.get(id) === cell) cell.set(picture)
    else drop(picture)
  }

  function forget(id: string): void {
    drop(cells.get(id)?.get())
    cells.delete(id)
  }

  function retry(id: string): void {
    const cell = cells.get(id)
    if (cell?.get().state === 'unreached') void load(id, cell)
  }

  return {
    open(id) {
      const known = cells.get(id)
      if (known !== undefined) return known
      const cell = createCell<Picture>({ state: 'loading' })
      cells.set(id, cell)
      void load(id, cell)
      return cell
    },
    async fetchResult(id, objectId) {
      const picture = cells.get(id)?.get()
      return picture?.state === 'open' ? picture.blob : fetchOnce(objectId)
    },
    callOff(id) {
      if (isPlace(id) || cells.get(id)?.get().state !== 'loading') return
      cells.delete(id)
      coming.get(id)?.fetching.abort()
    },
    retry,
    retryAll() {
      for (const id of cells.keys()) retry(id)
    },
    findAllAgain() {
      for (const [id, cell] of cells) {
        const before = cell.get()
        if (before.state !== 'open' || !isPlace(id)) continue
        drop(before)
        void load(id, cell)
      }
    },
    async remove(id, options) {
      const objectId = sources.findObjectId(id)
      if (objectId !== undefined) await unlessGone(client.deleteImage(objectId, options))
      forget(id)
    },
    forget,
    forgetAll() {
      for (const cell of cells.values()) drop(cell.get())
      cells.clear()
    },
  }
}

function show(blob: Blob): Picture {
  return { state: 'open', url: URL.createObjectURL(blob), blob }
}

function drop(picture: Picture | undefined): void {
  if (picture?.state === 'open') URL.revokeObjectURL(picture.url)
}

async function unlessGone(deleting: Promise<void>): Promise<void> {
  try {
    await deleting
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'vault/object-not-found') throw error
  }
}

type Missing = Extract<Picture, { state: 'gone' | 'damaged' | 'unreached' }>

async function attempt(fetching: Promise<Blob>): Promise<Blob | Missing> {
  try {
    return await fetching
  } catch (error) {
    if (!(error instanceof CallError)) return { state: 'unreached' }
    if (error.code === 'vault/object-damaged') return { state: 'damaged' }
    return { state: error.code === 'vault/object-not-found' ? 'gone' : 'unreached' }
  }
}
