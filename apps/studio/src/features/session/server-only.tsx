import { CircleCheck, Download, HardDrive, TriangleAlert } from 'lucide-react'
import { useCell } from '../../live/cell.ts'
import { download, downloads } from '../../live/download.ts'
import { useStudio } from '../../live/studio.ts'
import { tl } from '../../messages/leaving/messages.ts'
import { t } from '../../messages/messages.ts'
import { formatTime } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'

const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const

/** Pictures that a sign-out would take away, and the two ways to have them first. */
export function ServerOnly({ ids }: { ids: readonly string[] }) {
  const { device, pictures } = useStudio()
  const { phase } = useCell(device.view)
  const trouble = useCell(device.trouble)
  const handedOver = useHandedOver(ids)
  const count = ids.length
  if (count === 0) {
    return (
      <p role="status" className="flex items-start gap-3 rounded-control border border-line p-3">
        <CircleCheck {...icon} className="mt-0.5 shrink-0 text-good" />
        {tl('leave.all-kept')}
      </p>
    )
  }
  const why = phase === 'unavailable' ? 'unavailable' : trouble
  return (
    <section aria-label={tl('leave.server-only-label')} className="rounded-control border border-line p-3">
      <div role="status" className="flex items-start gap-3">
        <TriangleAlert {...icon} className="mt-0.5 shrink-0 text-caution" />
        <div className="min-w-0">
          <p className="font-500">{tl('leave.server-only', { count })}</p>
          <p className="figures text-13 text-ink-second">
            {tl('leave.server-only-goes', { count })} {why !== undefined && tl(`leave.${why}`, { count })}{' '}
            {handedOver !== undefined && tl('leave.handed-over', { time: formatTime(handedOver) })}
          </p>
        </div>
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        {phase !== 'unavailable' && (
          <Button look="primary" icon={<HardDrive {...icon} />} onClick={device.tryAgain}>
            {tl('leave.keep')}
          </Button>
        )}
        <Button
          look={phase === 'unavailable' ? 'primary' : 'quiet'}
          icon={<Download {...icon} />}
          onClick={() => {
            for (const id of ids) download(pictures, id)
          }}
        >
          {count === 1 ? t('action.download') : t('action.download-all', { count })}
        </Button>
      </div>
    </section>
  )
}

/** When the last of them was handed to the browser to save; undefined until all have been. */
function useHandedOver(ids: readonly string[]): number | undefined {
  const moments = useCell(downloads)
  const found = ids.flatMap((id) => moments.get(id) ?? [])
  return found.length === ids.length && found.length > 0 ? Math.max(...found) : undefined
}
