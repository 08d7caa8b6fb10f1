import { useQuery } from '@tanstack/react-query'
import type { HeldView } from '#contract'
import { useStudio } from '../../live/studio.ts'

/** What is held about the person; read anew whenever the page is opened. */
export function useHeld() {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['held'],
    queryFn: () => client.read<HeldView>('/api/rights/held'),
    staleTime: 0,
  })
}
