import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { isNamedBy } from './is-named.ts'
import { references, restore } from './references.ts'

/** After a reload: pictures of one's own that the server still holds are offered back, or for deletion. */
export function HeldBefore({ model }: { model: Model }) {
  const studio = useStudio()
  const { generations } = useLiveState()
  const list = useCell(references)
  const [isAnswered, setAnswered] = useState(list.length > 0)
  const held = useQuery({
    queryKey: ['uploads-before'],
    queryFn: () => studio.client.listUploads(),
    enabled: !isAnswered,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const found = held.data?.uploads.filter(({ role }) => role === 'reference') ?? []
  if (isAnswered || list.length > 0 || found.length === 0 || model.maximumReferences === 0) return null
  const tell = (error: unknown): void => showToast({ id: 'uploads', text: faultText(error) })
  function useThem(): void {
    setAnswered(true)
    restore(studio, found.slice(-model.maximumReferences)).catch(tell)
  }
  function deleteThem(): void {
    setAnswered(true)
    const isNamed = isNamedBy(generations)
    const unnamed = (held.data?.uploads ?? []).filter(({ id }) => !isNamed(id))
    Promise.all(unnamed.map(({ id }) => studio.client.deleteUpload(id))).catch(tell)
  }
  return (
    <div className="grid gap-1 border-s-2 border-line ps-3 text-13 text-ink-second">
      {t('references.before', { count: found.length })}
      <div className="-mx-2 flex gap-1">
        <Button look="bare" className="px-2! text-13! text-ink!" onClick={useThem}>
          {t('references.use')}
        </Button>
        <Button look="bare" className="px-2! text-13!" onClick={deleteThem}>
          {t('action.delete')}
        </Button>
      </div>
    </div>
  )
}
