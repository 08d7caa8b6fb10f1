import { useQuery } from '@tanstack/react-query'
import type { Model } from '#contract'
import { useStudio } from './studio.ts'

const none: readonly Model[] = []

/** The models of this installation; they do not change while a page is open. */
export function useModels(): { models: readonly Model[]; isLoading: boolean } {
  const { client } = useStudio()
  const query = useQuery({
    queryKey: ['models'],
    queryFn: () => client.listModels(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { models: query.data?.models ?? none, isLoading: query.isPending }
}
