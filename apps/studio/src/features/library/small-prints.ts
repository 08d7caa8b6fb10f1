import { useEffect, useState } from 'react'
import type { Library } from '../../library/index.ts'
import { type Cell, createCell } from '../../live/cell.ts'

/** Small prints that are shown, or were a moment ago, as addresses for images. */
export interface SmallPrints {
  hold(pictureId: string): Cell<string | undefined>
  release(pictureId: string): void
}

interface Held {
  cell: Cell<string | undefined>
  holders: number
}

/** How many that nobody shows stay at hand, for whoever scrolls back. */
const spareAtMost = 400

const known = new WeakMap<Library, SmallPrints>()

/** Reads what is wanted in one turn together: a screen of tiles is one reading of the database. */
export function smallPrintsOf(library: Library): SmallPrints {
  const found = known.get(library)
  if (found !== undefined) return found
  const prints = createSmallPrints(library)
  known.set(library, prints)
  return prints
}

function createSmallPrints(library: Library): SmallPrints {
  const held = new Map<string, Held>()
  const spare = new Set<string>()
  let wanted: string[] = []

  async function read(): Promise<void> {
    const ids = wanted
    wanted = []
    const found = await library.openSmall(ids).catch(() => new Map<string, Blob>())
    for (const id of ids) {
      // Where no small print could be made, the picture itself stands in.
      const blob = found.get(id) ?? (await library.open(id).catch(() => undefined))
      if (blob !== undefined) held.get(id)?.cell.set(URL.createObjectURL(blob))
    }
  }

  function drop(id: string): void {
    const url = held.get(id)?.cell.get()
    if (url !== undefined) URL.revokeObjectURL(url)
    held.delete(id)
    spare.delete(id)
  }

  return {
    hold(id) {
      const before = held.get(id)
      spare.delete(id)
      if (before !== undefined) {
        before.holders += 1
        return before.cell
      }
      const cell = createCell<string | undefined>(undefined)
      held.set(id, { cell, holders: 1 })
      if (wanted.push(id) === 1) queueMicrotask(() => void read())
      return cell
    },
    release(id) {
      const entry = held.get(id)
      if (entry === undefined) return
      entry.holders -= 1
      if (entry.holders > 0) return
      spare.add(id)
      const [oldest] = spare
      if (spare.size > spareAtMost && oldest !== undefined) drop(oldest)
    },
  }
}

/** The address of a small print while this component shows it. */
export function useSmallPrint(prints: SmallPrints, pictureId: string): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const cell = prints.hold(pictureId)
    const take = (): void => setUrl(cell.get())
    take()
    const unsubscribe = cell.subscribe(take)
    return () => {
      unsubscribe()
      prints.release(pictureId)
    }
  }, [prints, pictureId])
  return url
}
