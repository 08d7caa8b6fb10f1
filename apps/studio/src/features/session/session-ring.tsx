import { useEffect } from 'react'
import { useLiveState, useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { formatMoment, formatTime } from '../../messages/moments.ts'
import { Popover } from '../../ui/popover.tsx'
import { Ring } from '../../ui/ring.tsx'
import { endOfSitting, ringShare } from '../../ui/ring-share.ts'
import { useNow } from '../../ui/use-now.ts'

/** The ring of the whole sitting: when everything here is forgotten, and what is held until then. */
export function SessionRing() {
  const { sitting } = useLiveState()
  const { client, live } = useStudio()
  useNow(15_000)
  const now = client.now()
  const until = sitting === undefined ? now : endOfSitting(sitting)
  const share = sitting === undefined ? 0 : ringShare({ from: Date.parse(sitting.openedAt), until, now })
  const isHeld = sitting !== undefined && until > now
  // Its end may have been put off without a word; the server is asked before the page says that all is gone.
  const isPast = sitting !== undefined && until <= now
  useEffect(() => {
    if (isPast) void live.refreshSitting()
  }, [isPast, live])
  const sentence = isHeld ? t('session.forgotten', { time: formatMoment(until, now) }) : t('session.nothing')
  const label = isHeld ? sentence : t('session.nothing-held')
  return (
    <Popover
      label={label}
      onOpen={() => void live.refreshSitting()}
      faceClassName="figures flex min-h-10 min-w-10 items-center justify-center gap-2 rounded-control px-2 text-13 text-ink-second hover:bg-line/60 hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      face={
        <>
          <Ring share={share} sizePx={20} />
          <span className="hidden wide:inline">{label}</span>
          <span className={isHeld ? 'wide:hidden' : 'hidden compact:inline wide:hidden'}>
            {isHeld ? formatTime(until) : label}
          </span>
        </>
      }
    >
      <div className="grid gap-3 p-4 text-13">
        <p className="text-14 font-500">{sentence}</p>
        {sitting !== undefined && isHeld && (
          <dl className="figures grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 [&>dd]:text-end">
            <dt className="text-ink-second">{t('session.objects')}</dt>
            <dd>{sitting.objects}</dd>
            <dt className="text-ink-second">{t('session.opened')}</dt>
            <dd>{formatMoment(sitting.openedAt, now)}</dd>
            <dt className="text-ink-second">{t('session.idle')}</dt>
            <dd>{formatMoment(sitting.idleAt, now)}</dd>
            <dt className="text-ink-second">{t('session.ends')}</dt>
            <dd>{formatMoment(sitting.endsAt, now)}</dd>
          </dl>
        )}
        <p className="border-t border-line pt-3 text-ink-second">{t('session.page')}</p>
      </div>
    </Popover>
  )
}
