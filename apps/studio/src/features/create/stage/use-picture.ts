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

/** The last partial that was opened, kept in sight until the next one or the finished picture is there. */
export function useNewestPartial(
  imageId: string | undefined,
  isNear: boolean,
): { partial: string | undefined; drop(): void } {
  const { pictures } = useStudio()
  const picture = usePicture(imageId, isNear)
  const [shown, setShown] = useState<{ id: string; url: string }>()
  useEffect(() => {
    if (picture.state !== 'open' || imageId === undefined) return
    setShown({ id: imageId, url: picture.url })
  }, [picture, imageId])
  const shownId = shown?.id
  useEffect(() => () => (shownId === undefined ? undefined : pictures.forget(shownId)), [shownId, pictures])
  const drop = useCallback(() => setShown(undefined), [])
  return { partial: shown?.url, drop }
}
