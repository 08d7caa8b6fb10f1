import { House } from 'lucide-react'
import type { GenerationView } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { formatMoment, formatTime } from '../../../messages/moments.ts'
import { Ring } from '../../../ui/ring.tsx'
import { endOfSitting, ringShare } from '../../../ui/ring-share.ts'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { downloads } from './download.ts'

export interface ForgetRingProps {
  generation: GenerationView
  imageId: string
  expiresAt: string | undefined
  tabIndex: number
}

/** How much of its life on the server a picture has left, at its corner. A house once only this page has it. */
export function ForgetRing(props: ForgetRingProps) {
  const { share, text } = useForgetting(props)
  return (
    <Tooltip text={text}>
      <span
        role="img"
        aria-label={text}
        tabIndex={props.tabIndex}
        className="absolute end-0 top-0 grid size-10 place-items-center rounded-print"
      >
        <span className="grid size-6 place-items-center rounded-full bg-night/70">
          {share > 0 ? (
            <Ring share={share} onPicture />
          ) : (
            <House size={14} strokeWidth={1.5} aria-hidden="true" className="text-night-ink" />
          )}
        </span>
      </span>
    </Tooltip>
  )
}

/** The share that is left and the sentence for it. A picture lives no longer than its sitting. */
export function useForgetting({ generation, imageId, expiresAt }: Omit<ForgetRingProps, 'tabIndex'>): {
  share: number
  text: string
} {
  const { sitting } = useLiveState()
  const { client } = useStudio()
  const downloadedAt = useCell(downloads).get(imageId)
  useNow(15_000)
  const now = client.now()
  const from = Date.parse(generation.endedAt ?? generation.createdAt)
  const ownEnd = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt)
  const until = Math.min(ownEnd, sitting === undefined ? now : endOfSitting(sitting))
  const share = ringShare({ from, until, now })
  const here =
    downloadedAt === undefined ? t('ring.not-saved') : t('ring.saved', { time: formatTime(downloadedAt) })
  const there = share > 0 ? t('ring.until', { time: formatMoment(until, now) }) : t('ring.gone')
  return { share, text: `${there} ${here}` }
}
