import { useQuery } from '@tanstack/react-query'
import type { Model } from '#contract'
import { modelsQuery } from './models-query.ts'
import { useStudio } from './studio.ts'

const none: readonly Model[] = []

export function useModels(): { models: readonly Model[]; isLoading: boolean } {
  const { client } = useStudio()
  const query = useQuery(modelsQuery(client))
  return { models: query.data?.models ?? none, isLoading: query.isPending }
}
