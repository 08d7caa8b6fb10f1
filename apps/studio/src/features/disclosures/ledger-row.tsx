import { Trash2 } from 'lucide-react'
import type { DisclosureView } from '#contract'
import { td } from '../../messages/disclosures/messages.ts'
import { formatBytes, formatMoment } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from './details.tsx'
import { canBeDeleted, deletionText, heldText, kindsText } from './disclosure-words.ts'
import { TermsList } from './terms-list.tsx'

export interface LedgerRowProps {
  row: DisclosureView
  now: number
  isAsking: boolean
  onDelete(): void
}

/** One send: what, to whom, until when, and what became of asking for its deletion. */
export function LedgerRow({ row, now, isAsking, onDelete }: LedgerRowProps) {
  const time = formatMoment(row.recordedAt, now)
  const { partner, deletion } = row
  return (
    <li className="grid gap-1 border-t border-line py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-500">{td('row.to', { partner, time })}</p>
          <p className="figures text-13 text-ink-second">
            {td('row.sent', { kinds: kindsText(row.kinds), size: formatBytes(row.sizeBytes) })}
          </p>
          <p className="figures text-13 text-ink-second">
            {deletion?.state === 'settled' ? null : heldText(row, now)}
          </p>
          {deletion !== undefined && (
            <p className="figures text-13" aria-live="polite">
              {deletionText(deletion, row.heldUntil, now)}
            </p>
          )}
        </div>
        {canBeDeleted(row, now) && (
          <Button
            className="shrink-0"
            icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />}
            aria-label={td('delete.one-name', { partner, time })}
            blockedBy={isAsking ? td('delete.asking') : undefined}
            onClick={onDelete}
          >
            {td('delete.one')}
          </Button>
        )}
      </div>
      <RowDetails row={row} time={time} />
    </li>
  )
}

function RowDetails({ row, time }: { row: DisclosureView; time: string }) {
  const { zeroRetention, region } = row.evidence
  const said = [
    ...(zeroRetention === undefined ? [] : [td(zeroRetention ? 'row.said-zero' : 'row.said-kept')]),
    ...(region === undefined ? [] : [td('row.said-region', { region })]),
  ]
  return (
    <Details name={td('row.details')}>
      <dl className="grid pb-2 text-14">
        <Line what={td('row.state')}>{td(`row.state-${row.state}`, { time })}</Line>
        <Line what={td('row.proof')}>
          {row.partnerRequestId === undefined ? (
            td('row.proof-none')
          ) : (
            <code className="text-13 wrap-anywhere select-all">{row.partnerRequestId}</code>
          )}
        </Line>
        {said.length > 0 && <Line what={td('row.said')}>{said.join(' ')}</Line>}
      </dl>
      <h4 className="pt-2 text-13 font-500 text-ink-second">{td('row.terms')}</h4>
      <TermsList terms={row.terms} />
    </Details>
  )
}

function Line({ what, children }: { what: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-4 border-t border-line py-2 first:border-t-0">
      <dt className="text-ink-second">{what}</dt>
      <dd className="figures">{children}</dd>
    </div>
  )
}
