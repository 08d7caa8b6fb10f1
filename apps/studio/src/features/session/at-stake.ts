import { useEffect, useState } from 'react'
import type { Library } from '../../library/index.ts'
import { useCell } from '../../live/cell.ts'
import { hiddenIds } from '../../live/deletions.ts'
import { hasEnded, type LiveState } from '../../live/merge-event.ts'
import { type Studio, useStudio } from '../../live/studio.ts'

/** What this device holds for the person who leaves. */
export interface HeldHere {
  libraryId: string
  count: number
  sizeBytes: number
}

/** What a sign-out touches, and would take away. */
export interface AtStake {
  /** Absent when this device holds nothing. */
  held: HeldHere | undefined
  /** Pictures that are on the server and not on this device: they go with its keys. */
  serverOnly: readonly string[]
  /** Requests that are not done: they are cancelled. */
  making: number
}

/** Looks at what is on the server and at what this device has. */
export async function findAtStake({ live, device }: Studio): Promise<AtStake> {
  const view = live.view.get()
  const generations = view.phase === 'open' ? view.state.generations : []
  const library = await device.whenKnown()
  return {
    held: library === undefined ? undefined : await findHeld(library),
    serverOnly: await findServerOnly(generations, library),
    making: generations.filter(({ phase }) => !hasEnded(phase)).length,
  }
}

export function isNothingAtStake({ held, serverOnly, making }: AtStake): boolean {
  return held === undefined && serverOnly.length === 0 && making === 0
}

/** What is at stake now, while pictures come home beside the question. */
export function useAtStake(first: AtStake): AtStake {
  const studio = useStudio()
  const view = useCell(studio.live.view)
  const device = useCell(studio.device.view)
  const [stake, setStake] = useState(first)
  useEffect(() => {
    let isWanted = true
    // A session that is over has nothing more at stake; what was asked stays as it was answered.
    const isOpen = (): boolean => isWanted && studio.live.view.get().phase === 'open'
    const look = (): void => {
      if (isOpen()) void findAtStake(studio).then((found) => isOpen() && setStake(found))
    }
    const unsubscribe = device.phase === 'open' ? device.library.changes.subscribe(look) : undefined
    look()
    return () => {
      isWanted = false
      unsubscribe?.()
    }
  }, [studio, view, device])
  return stake
}

async function findHeld(library: Library): Promise<HeldHere | undefined> {
  const content = await library.list().catch(() => undefined)
  if (content === undefined || content.pictures.length === 0) return undefined
  const sizeBytes = content.pictures.reduce((sum, picture) => sum + picture.sizeBytes, 0)
  return { libraryId: library.id, count: content.pictures.length, sizeBytes }
}

async function findServerOnly(
  generations: LiveState['generations'],
  library: Library | undefined,
): Promise<string[]> {
  const hidden = hiddenIds.get()
  const found: string[] = []
  for (const generation of generations) {
    if (hidden.has(generation.id)) continue
    for (const { id, objectId } of generation.images) {
      if (id === undefined || objectId === undefined || hidden.has(id)) continue
      if (!(await isKnown(library, id))) found.push(id)
    }
  }
  return found
}

/** Kept here, or deleted here before the server could be told. What cannot be read is not known to be here. */
async function isKnown(library: Library | undefined, pictureId: string): Promise<boolean> {
  if (library === undefined) return false
  try {
    return (await library.find(pictureId)) !== undefined || (await library.isOwed(pictureId))
  } catch {
    return false
  }
}
