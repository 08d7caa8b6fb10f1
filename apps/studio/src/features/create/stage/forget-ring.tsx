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
import { downloads } from '../../../live/download.ts'

export interface ForgetRingProps {
  generation: GenerationView
  image: GenerationView['images'][number]
  imageId: string
  tabIndex: number
}

export interface Forgetting {
  /** What is left of its life on the server. */
  share: number
  /** The server has it no more. */
  isHome: boolean
  text: string
}

/** How much of its life on the server a picture has left, at its corner. A house once it is at home and only there. */
export function ForgetRing(props: ForgetRingProps) {
  const forgetting = useForgetting(props)
  return (
    <Tooltip text={forgetting.text}>
      <span
        role="img"
        aria-label={forgetting.text}
        tabIndex={props.tabIndex}
        className="absolute end-0 top-0 grid size-10 place-items-center rounded-print"
      >
        <span className="grid size-6 place-items-center rounded-full bg-night/70">
          <ForgetSign {...forgetting} />
        </span>
      </span>
    </Tooltip>
  )
}

export function ForgetSign({
  share,
  isHome,
  isOnPicture = true,
}: Omit<Forgetting, 'text'> & { isOnPicture?: boolean }) {
  return isHome || share <= 0 ? (
    <House
      size={14}
      strokeWidth={1.5}
      aria-hidden="true"
      className={`shrink-0 ${isOnPicture ? 'text-night-ink' : ''}`}
    />
  ) : (
    <Ring share={share} onPicture={isOnPicture} />
  )
}

/** The share that is left and the sentence for it. On the server a picture lives no longer than its sitting. */
export function useForgetting(props: Omit<ForgetRingProps, 'tabIndex'>): Forgetting {
  const { generation, image, imageId } = props
  const { sitting } = useLiveState()
  const { client, device } = useStudio()
  const downloadedAt = useCell(downloads).get(imageId)
  const trouble = useCell(device.trouble)
  useNow(15_000)
  if (image.state === 'kept') return { share: 0, isHome: true, text: t('ring.home') }
  const now = client.now()
  const from = Date.parse(generation.endedAt ?? generation.createdAt)
  const ownEnd = image.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(image.expiresAt)
  const until = Math.min(ownEnd, sitting === undefined ? now : endOfSitting(sitting))
  const share = ringShare({ from, until, now })
  const here =
    downloadedAt === undefined
      ? t(trouble === undefined ? 'ring.keeping' : 'ring.not-kept')
      : t('ring.saved', { time: formatTime(downloadedAt) })
  const there = share > 0 ? t('ring.until', { time: formatMoment(until, now) }) : t('ring.gone')
  return { share, isHome: false, text: `${there} ${here}` }
}
