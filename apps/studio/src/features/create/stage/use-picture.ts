import { type RefObject, useCallback, useEffect, useState } from 'react'
import { createCell, useCell } from '../../../live/cell.ts'
import type { Picture } from '../../../live/pictures.ts'
import { useStudio } from '../../../live/studio.ts'

const nothing = createCell<Picture>({ state: 'loading' })

/** The picture of this id, opened once it is wanted. */
export function usePicture(imageId: string | undefined, isWanted: boolean): Picture {
  const { pictures } = useStudio()
  return useCell(imageId === undefined || !isWanted ? nothing : pictures.open(imageId))
}

/** True from the moment the element comes near the window, so that far rows cost nothing. */
export function useIsNear(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const target = element.current
    if (isNear || target === null) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: '800px' },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, isNear])
  return isNear
}

/** A partial that a finer one replaces sooner than this is not worth asking for: it would be gone. */
const lastsMs = 120

/** The id, once it has stayed the same for a moment. */
function useLasting(id: string | undefined): string | undefined {
  const [lasting, setLasting] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => setLasting(id), lastsMs)
    return () => clearTimeout(timer)
  }, [id])
  return lasting === id ? id : undefined
}

/** The last partial that was opened, kept in sight until the next one or the finished picture is there. */
export function useNewestPartial(
  imageId: string | undefined,
  isNear: boolean,
): { partial: string | undefined; drop(): void } {
  const { pictures } = useStudio()
  const lastingId = useLasting(imageId)
  const picture = usePicture(lastingId, isNear)
  const [shown, setShown] = useState<{ id: string; url: string }>()
  useEffect(
    () => () => (lastingId === undefined ? undefined : pictures.callOff(lastingId)),
    [lastingId, pictures],
  )
  useEffect(() => {
    if (picture.state !== 'open' || lastingId === undefined) return
    setShown({ id: lastingId, url: picture.url })
  }, [picture, lastingId])
  const shownId = shown?.id
  useEffect(() => () => (shownId === undefined ? undefined : pictures.forget(shownId)), [shownId, pictures])
  const drop = useCallback(() => setShown(undefined), [])
  return { partial: shown?.url, drop }
}
