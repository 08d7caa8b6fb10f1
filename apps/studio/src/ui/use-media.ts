import { useSyncExternalStore } from 'react'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

export type Breadth = 'phone' | 'compact' | 'wide'

/** How much room there is; measured in rem so that a larger letter or zoom counts as less room. */
export function useBreadth(): Breadth {
  const isWide = useMedia('(min-width: 75rem)')
  const isCompact = useMedia('(min-width: 37.5rem)')
  return isWide ? 'wide' : isCompact ? 'compact' : 'phone'
}
