import { useState } from 'react'
import { tl } from '../../messages/leaving/messages.ts'
import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { formatBytes } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'
import { type AtStake, type HeldHere, useAtStake } from './at-stake.ts'
import { ServerOnly } from './server-only.tsx'

export interface SignOutSheetProps {
  first: AtStake
  everywhere: boolean
  onLeave(held: HeldHere | undefined, forgets: boolean): void
  onClose(): void
}

/**
 * Says what a sign-out takes away, before it does, and asks whether this device should forget too. It does not unless that
 * is chosen, and the answer is kept nowhere.
 */
export function SignOutSheet({ first, everywhere, onLeave, onClose }: SignOutSheetProps) {
  const { held, serverOnly, making } = useAtStake(first)
  const [forgets, setForgets] = useState(false)
  const hadServerOnly = first.serverOnly.length > 0
  const title = t(everywhere ? 'action.sign-out-everywhere' : 'action.sign-out')
  return (
    <Sheet label={title} shape="slip" onClose={onClose}>
      <SheetHeader title={title} onClose={onClose} />
      <div className="grid gap-4 px-4 pb-4 compact:px-6 compact:pb-6">
        <p>
          {tl('leave.text')} {making > 0 && tl('leave.making', { count: making })}
        </p>
        {hadServerOnly && <ServerOnly ids={serverOnly} />}
        {held !== undefined && <Forgetting held={held} forgets={forgets} onChange={setForgets} />}
        <div className="flex flex-wrap gap-2">
          <Button
            look={serverOnly.length === 0 ? 'primary' : 'quiet'}
            onClick={() => onLeave(held, forgets && held !== undefined)}
          >
            {serverOnly.length > 0
              ? tl('leave.button-lose', { count: serverOnly.length })
              : tl(forgets ? 'leave.button-forget' : 'leave.button')}
          </Button>
          <Button look="bare" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

function Forgetting({
  held,
  forgets,
  onChange,
}: {
  held: HeldHere
  forgets: boolean
  onChange(forgets: boolean): void
}) {
  const amount = { count: held.count, figure: formatFigure(held.count), size: formatBytes(held.sizeBytes) }
  return (
    <label className="flex items-start gap-3 rounded-control border border-line p-3">
      <input
        type="checkbox"
        checked={forgets}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-5 shrink-0 accent-safelight"
      />
      <span>
        <span className="block font-500">{tl('leave.forget')}</span>
        <span className="figures text-13 text-ink-second">
          {tl(forgets ? 'leave.goes' : 'leave.stays', amount)}
        </span>
      </span>
    </label>
  )
}
