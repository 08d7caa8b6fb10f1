import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeletionAnswer, DeletionRequest, DisclosureView } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { showToast } from '../../ui/toasts.tsx'
import {
  chooseRegions,
  listDisclosures,
  listPartners,
  partnersKey,
  requestDeletions,
  withdrawAgreement,
} from './api/partner-calls.ts'

const ledgerKey = ['disclosures'] as const
/** While a partner is being asked its answer may come at any moment; else only somebody's own act changes anything. */
const whileAskingMs = 2_000

/** The ledger as far as it has been read, and where it goes on. */
export function useLedger(generation: string | undefined) {
  const { client } = useStudio()
  const query = useInfiniteQuery({
    queryKey: [...ledgerKey, generation ?? 'all'],
    queryFn: ({ pageParam }) => listDisclosures(client, { cursor: pageParam, generation }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ disclosures }) => disclosures.some(isBeingAsked)) === true
        ? whileAskingMs
        : false,
  })
  const rows = query.data?.pages.flatMap(({ disclosures }) => disclosures) ?? []
  return { query, rows, isAsking: rows.some(isBeingAsked) }
}

const isBeingAsked = ({ deletion }: DisclosureView): boolean => deletion?.state === 'waiting'

/** Their sums follow the ledger: while deletions are asked for, and once more when the last is through. */
export function usePartners(isAsking: boolean) {
  const { client } = useStudio()
  return useQuery({
    queryKey: [...partnersKey, isAsking],
    queryFn: () => listPartners(client),
    staleTime: 0,
    placeholderData: keepPreviousData,
    refetchInterval: isAsking ? whileAskingMs : false,
  })
}

/** Acts on what is shared; each reads anew what it changes, and says what stood in its way. */
export function useSharingActs() {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function act<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer | undefined> {
    setBusy(true)
    try {
      return await work()
    } catch (error) {
      showToast({ id: name, text: faultText(error) })
      return undefined
    } finally {
      await Promise.all([partnersKey, ledgerKey].map((queryKey) => queries.invalidateQueries({ queryKey })))
      setBusy(false)
    }
  }
  return {
    isBusy,
    requestDeletions: (asked: DeletionRequest): Promise<DeletionAnswer | undefined> =>
      act('deletions', () => requestDeletions(client, asked)),
    async withdrawAgreement(id: string, text: string) {
      const isDone = await act('agreement', async () => {
        await withdrawAgreement(client, id)
        return true
      })
      if (isDone === true) showToast({ id: 'agreement', text })
    },
    async chooseRegions(allowed: readonly string[] | undefined) {
      const body = allowed === undefined ? {} : { allowed: [...allowed] }
      await act('regions', () => chooseRegions(client, body))
      // Which models are offered depends on it.
      await queries.invalidateQueries({ queryKey: ['models'] })
    },
  }
}
