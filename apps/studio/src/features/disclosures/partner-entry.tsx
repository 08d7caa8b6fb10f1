import type { PartnerView } from '#contract'
import { td } from '../../messages/disclosures/messages.ts'
import { formatBytes, formatMoment } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from './details.tsx'
import { kindsText } from './disclosure-words.ts'
import { formatLeft } from './format-length.ts'
import { TermsList } from './terms-list.tsx'

export interface PartnerEntryProps {
  partner: PartnerView
  now: number
  isBusy: boolean
  onDelete(): void
  onTakeBack(): void
}

/** One partner: what it was sent in all, what it may still hold, and what was agreed with it. */
export function PartnerEntry({ partner, now, isBusy, onDelete, onTakeBack }: PartnerEntryProps) {
  const { name, terms, sent, agreedAt } = partner
  const blockedBy = isBusy ? td('delete.asking') : undefined
  return (
    <li className="grid gap-2 rounded-panel border border-line bg-raised p-4 compact:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-16">{name}</h3>
        {terms !== undefined && <p className="text-13 text-ink-second">{terms.region}</p>}
      </div>
      <p className="figures text-14">{sentText(sent, now)}</p>
      {sent !== undefined && <p className="figures text-14">{heldText(sent, now)}</p>}
      <p className="text-14 text-ink-second">{agreementText(partner, now)}</p>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {sent !== undefined && sent.held > 0 && (
          <Button blockedBy={blockedBy} onClick={onDelete}>
            {td('delete.partner', { partner: name })}
          </Button>
        )}
        {agreedAt !== undefined && (
          <Button
            look="bare"
            blockedBy={blockedBy}
            aria-label={td('partner.take-back-name', { partner: name })}
            onClick={onTakeBack}
          >
            {td('partner.take-back')}
          </Button>
        )}
      </div>
      {terms === undefined ? (
        <p className="text-13 text-ink-second">{td('partner.terms-gone')}</p>
      ) : (
        <Details name={td('partner.terms')}>
          <TermsList terms={terms} />
        </Details>
      )}
    </li>
  )
}

function sentText(sent: PartnerView['sent'], now: number): string {
  if (sent === undefined) return td('partner.sent-never')
  return td('partner.sent', {
    sends: sent.sends,
    size: formatBytes(sent.sizeBytes),
    kinds: kindsText(sent.kinds),
    time: formatMoment(sent.lastAt, now),
  })
}

function heldText({ held, heldUntil }: NonNullable<PartnerView['sent']>, now: number): string {
  if (held === 0 || heldUntil === undefined) return td('partner.held-none')
  const left = formatLeft(Date.parse(heldUntil) - now)
  return td('partner.held', { held, time: formatMoment(heldUntil, now), left })
}

function agreementText({ terms, isRegionAllowed, isAgreed, agreedAt }: PartnerView, now: number): string {
  if (terms === undefined) return td('partner.gone')
  if (!isRegionAllowed) return td('partner.region-refused')
  if (agreedAt === undefined) return td('partner.not-agreed')
  return td(isAgreed ? 'partner.agreed' : 'partner.changed', { time: formatMoment(agreedAt, now) })
}
