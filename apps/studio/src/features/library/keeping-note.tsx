import { HardDrive } from 'lucide-react'
import { useCell } from '../../live/cell.ts'
import { download } from '../../live/download.ts'
import { useLiveState, useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { formatMoment } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { endOfSitting } from '../../ui/ring-share.ts'
import { useNow } from '../../ui/use-now.ts'

/** Says that pictures could not be kept here, where they are instead and until when, and what to do. */
export function KeepingNote() {
  const { device, pictures, client } = useStudio()
  const { generations, sitting } = useLiveState()
  const { phase } = useCell(device.view)
  const trouble = useCell(device.trouble)
  useNow(15_000)
  const why = phase === 'unavailable' ? 'unavailable' : trouble
  const waiting = generations.flatMap(({ images }) =>
    images.flatMap(({ id, objectId }) => (id === undefined || objectId === undefined ? [] : [id])),
  )
  if (why === undefined || waiting.length === 0 || sitting === undefined) return null
  const count = waiting.length
  return (
    <section
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-raised px-4 py-2.5 text-13 compact:px-6"
    >
      <HardDrive size={18} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-caution" />
      <p className="figures max-w-[68ch] min-w-0 flex-1 basis-64">
        {t(`keeping.${why}`, { count })}{' '}
        <span className="text-ink-second">
          {t('keeping.until', { time: formatMoment(endOfSitting(sitting), client.now()) })}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            for (const id of waiting) download(pictures, id)
          }}
        >
          {count === 1 ? t('action.download') : t('action.download-all', { count })}
        </Button>
        {phase !== 'unavailable' && <Button onClick={device.tryAgain}>{t('action.try-again')}</Button>}
      </div>
    </section>
  )
}
