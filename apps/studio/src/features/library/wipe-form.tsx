import { useId, useState } from 'react'
import { type Wiped, wipeLibrary } from '../../library/index.ts'
import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { formatBytes, formatStamp } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { tl } from '../../messages/library/messages.ts'

export interface WipeFormProps {
  libraryId: string
  count: number
  sizeBytes: number
  onBack(): void
  onWiped(wiped: Wiped): void
}

/** Asks for the number of pictures to be typed: it says in any language that somebody has read what goes. */
export function WipeForm({ libraryId, count, sizeBytes, onBack, onWiped }: WipeFormProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<'asking' | 'wiping' | 'failed'>('asking')
  const isMeant = typed.replaceAll(/\D/g, '') === String(count)
  async function wipe(): Promise<void> {
    setState('wiping')
    try {
      onWiped(await wipeLibrary(libraryId))
    } catch {
      // The browser did not let go of it; nothing says that it is gone.
      setState('failed')
    }
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isMeant && state !== 'wiping') void wipe()
      }}
    >
      <p>{tl('wipe.text', { count, figure: formatFigure(count), size: formatBytes(sizeBytes) })}</p>
      <div className="grid gap-2">
        <label htmlFor={id} className="text-13 text-ink-second">
          {tl('wipe.label', { figure: formatFigure(count) })}
        </label>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="figures min-h-10 w-40 rounded-control border border-edge/70 bg-ground px-3 text-16 pointer-coarse:min-h-11"
        />
      </div>
      {state === 'failed' && <p role="alert">{tl('wipe.failed')}</p>}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          className="border-bad! text-bad! aria-disabled:opacity-50"
          blockedBy={state === 'wiping' ? tl('wipe.wiping') : isMeant ? undefined : tl('wipe.type-first')}
        >
          {tl(state === 'wiping' ? 'wipe.wiping' : 'wipe.button')}
        </Button>
        <Button look="bare" onClick={onBack}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** The slip for a library that was wiped. */
export function WipeReceipt({ wiped }: { wiped: Wiped }) {
  return <Receipt title={tl('wipe.receipt')} lines={wipeLines(wiped)} />
}

function wipeLines({ at, pictures, sizeBytes, isGone }: Wiped): [string, string][] {
  const amount = { count: pictures, figure: formatFigure(pictures), size: formatBytes(sizeBytes) }
  return [
    [tl('wipe.at'), formatStamp(at)],
    [tl('wipe.pictures'), tl('library.amount', amount)],
    [tl('wipe.by'), tl('wipe.this-browser')],
    [tl('wipe.checked'), tl(isGone ? 'wipe.nothing-left' : 'wipe.something-left')],
  ]
}
