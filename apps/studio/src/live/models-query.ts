import type { Client } from '../api/client.ts'

/** The models of this installation; they do not change while a page is open. */
export function modelsQuery(client: Pick<Client, 'listModels'>) {
  return {
    queryKey: ['models'],
    queryFn: () => client.listModels(),
    staleTime: Number.POSITIVE_INFINITY,
  }
}
