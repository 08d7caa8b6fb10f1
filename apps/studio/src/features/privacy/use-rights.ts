import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChoicesView, ErasedContent, ProfileChange, ProfileView, RightsRequestList } from '#contract'
import { useStudio } from '../../live/studio.ts'

/** What stands on this page is read anew after each act on it. */
const pageKeys = [['held'], ['profile'], ['choices'], ['rights-requests']] as const

export function useReadAnew(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const queryKey of pageKeys) void queries.invalidateQueries({ queryKey })
  }
}

export function useProfile() {
  const { client } = useStudio()
  return useQuery({ queryKey: ['profile'], queryFn: () => client.read<ProfileView>('/api/rights/profile') })
}

export function useChoices() {
  const { client } = useStudio()
  return useQuery({ queryKey: ['choices'], queryFn: () => client.read<ChoicesView>('/api/rights/choices') })
}

export function useRequests() {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['rights-requests'],
    queryFn: () => client.read<RightsRequestList>('/api/rights/requests'),
  })
}

/** Asks something of one's rights by a POST; the page is read anew when it is done. */
function useAct<Body, Answer>(path: string) {
  const { client } = useStudio()
  const readAnew = useReadAnew()
  return useMutation({
    mutationFn: (body: Body) => client.read<Answer>(path, { method: 'POST', body }),
    onSuccess: readAnew,
  })
}

export const useCorrect = () => useAct<ProfileChange, ProfileView>('/api/rights/profile')
export const useDecide = () =>
  useAct<{ purpose: 'analytics' | 'marketing'; isAllowed: boolean }, ChoicesView>('/api/rights/choices')
export const useRestrict = () => useAct<{ isRestricted: boolean }, ChoicesView>('/api/rights/restriction')
export const useEraseContent = () => useAct<object, ErasedContent>('/api/rights/erase-content')
