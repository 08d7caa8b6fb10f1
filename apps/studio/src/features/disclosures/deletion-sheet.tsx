import { useState } from 'react'
import type { DeletionAnswer, DeletionRequest } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { td } from '../../messages/disclosures/messages.ts'
import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { formatStamp } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'

/** Who is about to be asked: one partner by its name, or all of those who may still hold something. */
export type ToAsk = { partner: { id: string; name: string } } | { all: number }

export interface DeletionSheetProps {
  toAsk: ToAsk
  isBusy: boolean
  onAsk(request: DeletionRequest): Promise<DeletionAnswer | undefined>
  onClose(): void
}

/** Says what will be asked of whom, and what will not be touched; then what was asked, as a slip to keep. */
export function DeletionSheet({ toAsk, isBusy, onAsk, onClose }: DeletionSheetProps) {
  const { client } = useStudio()
  const [asked, setAsked] = useState<{ at: number; answer: DeletionAnswer }>()
  const isAll = 'all' in toAsk
  async function ask(): Promise<void> {
    const answer = await onAsk(isAll ? { all: true } : { partner: toAsk.partner.id })
    if (answer === undefined) onClose()
    else setAsked({ at: client.now(), answer })
  }
  return (
    <Sheet label={td('delete.title')} shape="sheet" onClose={onClose}>
      <SheetHeader title={td('delete.title')} onClose={onClose} />
      <div className="grid gap-4 px-4 pb-[max(1rem,env(safe-area-inset-bottom))] compact:px-6 compact:pb-6">
        {asked === undefined ? (
          <>
            <p className="text-14">
              {isAll
                ? td('delete.confirm-all', { count: toAsk.all })
                : td('delete.confirm-partner', { partner: toAsk.partner.name })}
            </p>
            <p className="text-14 text-ink-second">{td('delete.elsewhere')}</p>
            <div className="flex flex-wrap gap-2">
              <Button
                look="primary"
                blockedBy={isBusy ? td('delete.asking') : undefined}
                onClick={() => void ask()}
              >
                {td('delete.confirm')}
              </Button>
              <Button onClick={onClose}>{t('action.cancel')}</Button>
            </div>
          </>
        ) : (
          <Receipt
            title={td('delete.receipt')}
            lines={linesOf(asked, isAll ? td('delete.who-all') : toAsk.partner.name)}
          />
        )}
      </div>
    </Sheet>
  )
}

function linesOf({ at, answer }: { at: number; answer: DeletionAnswer }, who: string) {
  return [
    [td('delete.receipt-at'), formatStamp(at)],
    [td('delete.receipt-who'), who],
    [td('delete.receipt-asked'), formatFigure(answer.asked)],
    [td('delete.receipt-waiting'), formatFigure(answer.waiting)],
    [td('delete.receipt-writing'), formatFigure(answer.inWriting)],
    [td('delete.receipt-settled'), formatFigure(answer.settled)],
  ] as const
}
