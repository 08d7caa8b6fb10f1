import type { SyntheticEvent } from 'react'
import { t } from '../../../messages/messages.ts'
import { Ring } from '../../../ui/ring.tsx'
import type { Mask, Reference } from './references.ts'

/** What a picture beside the prompt looks like: itself, its mask, its number, how far it is sent. Fills its frame. */
export function ReferenceFace({
  reference: { url, state },
  number,
  mask,
}: {
  reference: Reference
  number: number
  mask: Mask | undefined
}) {
  return (
    <>
      {url !== undefined && (
        <img key={url} src={url} alt="" className="size-full object-cover" onError={hideImage} />
      )}
      {mask !== undefined && (
        <img
          src={mask.url}
          alt={t('mask.shown')}
          className="absolute inset-0 size-full object-cover opacity-60"
        />
      )}
      <span className="figures absolute start-1 top-1 grid size-5 place-items-center rounded-full bg-night/80 text-12 font-600 text-night-ink">
        {number}
      </span>
      {state.kind === 'sending' && (
        <span
          role="progressbar"
          aria-label={t('references.sending', { number })}
          aria-valuenow={Math.round(state.share * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
          className="absolute inset-0 grid place-items-center bg-night/50"
        >
          <Ring share={Math.max(0.04, state.share)} sizePx={24} onPicture />
        </span>
      )}
    </>
  )
}

/** What the browser cannot show is an empty frame, and not the browser's sign of a broken picture. */
function hideImage(event: SyntheticEvent<HTMLImageElement>): void {
  event.currentTarget.hidden = true
}
