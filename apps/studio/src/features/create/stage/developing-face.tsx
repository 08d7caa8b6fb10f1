import type { GenerationView, Model } from '#contract'
import { useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { formatElapsed, formatUsual } from '../../../messages/moments.ts'
import { useNow } from '../../../ui/use-now.ts'

export interface DevelopingFaceProps {
  generation: GenerationView
  model: Model | undefined
  partial: string | undefined
  /** The first of its row that is not there yet: it alone carries the clock, so that one row has one. */
  isNext: boolean
}

/** A picture on its way: the final shape at once, a grain that settles as partials arrive, time in steady figures. */
export function DevelopingFace({ generation, model, partial, isNext }: DevelopingFaceProps) {
  const isRunning = generation.phase === 'running'
  return (
    <div className="absolute inset-0 overflow-hidden rounded-print bg-unexposed">
      {partial !== undefined && (
        <img
          key={partial}
          src={partial}
          alt=""
          className="absolute inset-0 size-full animate-settle object-contain"
        />
      )}
      {isRunning && isNext && partial === undefined && (
        <div className="developing-sweep absolute inset-x-0 h-1/3 animate-sweep" />
      )}
      <div
        className={`grain absolute inset-0 mix-blend-overlay transition-opacity duration-700 ${isRunning && isNext ? 'animate-grain' : ''} ${partial === undefined ? 'opacity-60' : 'opacity-25'}`}
      />
      {isNext && (isRunning ? <Clock generation={generation} model={model} /> : <Place {...generation} />)}
    </div>
  )
}

function Place({ position }: GenerationView) {
  return (
    <p className="figures absolute start-3 bottom-2.5 text-12 text-ink-second">
      {position === undefined ? t('queue.waiting') : t('queue.position', { position })}
    </p>
  )
}

function Clock({ generation, model }: { generation: GenerationView; model: Model | undefined }) {
  const { client } = useStudio()
  useNow(500)
  const elapsedMs = client.now() - Date.parse(generation.startedAt ?? generation.createdAt)
  const usualMs = (model?.usualSeconds ?? 0) * 1000 * generation.count
  // Approaches its end without reaching it: nothing here knows when the picture comes.
  const share = usualMs === 0 ? 0 : 1 - Math.exp((-1.6 * Math.max(0, elapsedMs)) / usualMs)
  return (
    <>
      <p className="figures absolute start-2 bottom-2.5 flex gap-1.5 rounded-control bg-night/70 px-2 py-0.5 text-12 text-night-ink">
        <span>{formatElapsed(elapsedMs)}</span>
        {usualMs > 0 && (
          <span className="text-night-ink-second">
            {t('developing.usual', { time: formatUsual(usualMs / 1000) })}
          </span>
        )}
      </p>
      <div
        className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-safelight rtl:origin-right"
        style={{ transform: `scaleX(${share})` }}
      />
    </>
  )
}
