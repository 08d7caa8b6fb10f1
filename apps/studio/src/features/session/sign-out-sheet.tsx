import { useState } from 'react'
import { t } from '../../messages/messages.ts'
import { formatBytes, formatFigure } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'

/** What this device holds for the person who leaves. */
export interface HeldHere {
  libraryId: string
  count: number
  sizeBytes: number
}

export interface SignOutSheetProps {
  held: HeldHere
  everywhere: boolean
  onLeave(forgets: boolean): void
  onClose(): void
}

/** Asks whether this device should forget too. It does not unless that is chosen, and the answer is kept nowhere. */
export function SignOutSheet({ held, everywhere, onLeave, onClose }: SignOutSheetProps) {
  const [forgets, setForgets] = useState(false)
  const title = t(everywhere ? 'action.sign-out-everywhere' : 'action.sign-out')
  const amount = { count: held.count, figure: formatFigure(held.count), size: formatBytes(held.sizeBytes) }
  return (
    <Sheet label={title} shape="slip" onClose={onClose}>
      <SheetHeader title={title} onClose={onClose} />
      <div className="grid gap-4 px-4 pb-4 compact:px-6 compact:pb-6">
        <p>{t('leave.text')}</p>
        <label className="flex items-start gap-3 rounded-control border border-line p-3">
          <input
            type="checkbox"
            checked={forgets}
            onChange={(event) => setForgets(event.target.checked)}
            className="mt-0.5 size-5 shrink-0 accent-safelight"
          />
          <span>
            <span className="block font-500">{t('leave.forget')}</span>
            <span className="figures text-13 text-ink-second">
              {t(forgets ? 'leave.goes' : 'leave.stays', amount)}
            </span>
          </span>
        </label>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => onLeave(forgets)}>
            {t(forgets ? 'leave.button-forget' : 'leave.button')}
          </Button>
          <Button look="bare" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
