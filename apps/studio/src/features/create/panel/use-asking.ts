import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Model } from '#contract'
import { CallError } from '../../../api/request.ts'
import { useCell } from '../../../live/cell.ts'
import { isNotAgreed } from '../../../live/partner-agreement.ts'
import { useIsConnected, useLiveState, useStudio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import {
  draft,
  type FittedDraft,
  findObstacle,
  fitDraft,
  focusPrompt,
  type Obstacle,
  priceOf,
  requestOf,
  usedReferences,
} from '../draft.ts'
import { mask as maskCell, references, sendAllAgain } from '../references/references.ts'

export interface Asking {
  fitted: FittedDraft
  credits: number
  creditsAfter: number
  obstacle: Obstacle | undefined
  /** What went wrong with the last attempt, until the draft changes. */
  fault: string | undefined
  generate(): void
}

/** The draft made legal for its model, its price, what stands in its way, and the act of asking. */
export function useAsking(models: readonly Model[]): Asking | undefined {
  const studio = useStudio()
  const { client, live } = studio
  const state = useLiveState()
  const isConnected = useIsConnected()
  const wanted = useCell(draft)
  const given = useCell(references)
  const mask = useCell(maskCell)
  const [isAsking, setAsking] = useState(false)
  const [fault, setFault] = useState<{ of: typeof wanted; text: string }>()
  const fitted = fitDraft(wanted, models)
  const quoted = fitted && {
    model: fitted.model.id,
    ...fitted.size,
    count: fitted.count,
    ...(fitted.quality === undefined ? {} : { quality: fitted.quality }),
  }
  const quote = useQuery({
    queryKey: ['quote', quoted],
    queryFn: () => (quoted === undefined ? undefined : client.quote(quoted)),
    enabled: quoted !== undefined,
    staleTime: 60_000,
    retry: false,
  })
  if (fitted === undefined) return undefined

  const credits = quote.data?.credits ?? priceOf(fitted)
  const obstacle = findObstacle(fitted, {
    credits: state.credits,
    isConnected,
    isAsking,
    used: usedReferences(fitted.model, given),
  })

  async function ask(asked: FittedDraft): Promise<void> {
    setAsking(true)
    setFault(undefined)
    try {
      await live.startGeneration(requestOf(asked, { used: usedReferences(asked.model, given), mask }))
      announce(t('announce.asked', { count: asked.count }))
      scrollTo({ top: 0, behavior: 'smooth' })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (isNotAgreed(error)) return
      if (error.code === 'generation/input-not-found') sendAllAgain(studio)
      setFault({ of: wanted, text: faultText(error) })
      announce(faultText(error))
    } finally {
      setAsking(false)
    }
  }

  return {
    fitted,
    credits,
    creditsAfter: state.credits - credits,
    obstacle,
    fault: fault?.of === wanted ? fault.text : undefined,
    generate() {
      if (obstacle === undefined) void ask(fitted)
      else if (obstacle === 'prompt-empty' || obstacle === 'prompt-too-long') focusPrompt()
    },
  }
}
