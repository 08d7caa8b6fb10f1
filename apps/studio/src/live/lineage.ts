import { useEffect, useState } from 'react'
import type { Library } from '../library/index.ts'
import { useCell } from './cell.ts'
import { givenFrom } from './given-from.ts'
import { isFinished } from './live-generation.ts'
import { type Studio, useStudio } from './studio.ts'

/** What a picture was made from, by the server's names. */
export interface Given {
  references: readonly string[]
  mask?: string | undefined
}

/** A picture that another one came from, or that came from it. */
export interface Kin {
  id: string
  /** Set when it is a picture of the studio's own, which can be shown. */
  pictureId: string | undefined
  /** Small, or as it was given; undefined when it is not here any more. */
  blob: Blob | undefined
}

export interface KinFound {
  madeFrom: readonly Kin[]
  mask: Kin | undefined
  ledTo: readonly Kin[]
}

/** What a picture was made from, and what was made from it, as far as this device and this sitting know. */
export function useLineage(pictureId: string, { references, mask }: Given): KinFound | undefined {
  const studio = useStudio()
  const view = useCell(studio.live.view)
  const [found, setFound] = useState<KinFound>()
  const wanted = JSON.stringify({ references, mask })
  const generations = view.phase === 'open' ? view.state.generations : []
  const ready = generations.filter(({ images }) => images.some(isFinished)).length
  useEffect(() => {
    let isWanted = true
    const given: Given = JSON.parse(wanted)
    void findKin(studio, pictureId, given)
      .then((kin) => isWanted && setFound(kin))
      // What the device does not say is not shown.
      .catch(() => undefined)
    return () => {
      isWanted = false
    }
    // Another picture that is ready may have been made from this one.
  }, [studio, pictureId, wanted, ready])
  return found
}

async function findKin(studio: Studio, pictureId: string, given: Given): Promise<KinFound> {
  const library = await studio.device.whenKnown()
  const find = (id: string): Promise<Kin> => findGiven(studio, library, id)
  const [madeFrom, mask, ledTo] = await Promise.all([
    Promise.all(given.references.map(find)),
    given.mask === undefined ? undefined : find(given.mask),
    findLedTo(studio, library, pictureId),
  ])
  return { madeFrom, mask, ledTo }
}

async function findGiven(studio: Studio, library: Library | undefined, id: string): Promise<Kin> {
  const from = givenFrom.get().get(id) ?? (await library?.findInput(id))?.from
  const blob = (await library?.openInput(id)) ?? (await studio.client.getImage(id).catch(() => undefined))
  return { id, pictureId: from, blob }
}

async function findLedTo(studio: Studio, library: Library | undefined, pictureId: string): Promise<Kin[]> {
  const kept = (await library?.listMadeFrom(pictureId)) ?? []
  const ids = [...new Set([...kept, ...listLiveFrom(studio, pictureId)])]
  const small = await library?.openSmall(ids)
  return ids.map((id) => ({ id, pictureId: id, blob: small?.get(id) }))
}

/** First pictures of what was made of this one in this sitting, kept yet or not. */
function listLiveFrom({ live }: Studio, pictureId: string): string[] {
  const view = live.view.get()
  if (view.phase !== 'open') return []
  return view.state.generations.flatMap(({ references, images }) =>
    references.some(({ id }) => givenFrom.get().get(id) === pictureId)
      ? (images.find(isFinished)?.id ?? [])
      : [],
  )
}
