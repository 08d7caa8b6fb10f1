import { Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { PartnerList } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { td } from '../../messages/disclosures/messages.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { DeletionSheet, type ToAsk } from './deletion-sheet.tsx'
import { LedgerList } from './ledger-list.tsx'
import { PartnerEntry } from './partner-entry.tsx'
import { RegionChoice } from './region-choice.tsx'
import { useLedger, usePartners, useSharingActs } from './use-ledger.ts'

export interface SharedWithPageProps {
  /** Only what was sent for this request; absent: everything. */
  generation: string | undefined
  /** Draws a link to everything; routes belong to the app. */
  everythingLink(children: ReactNode, className: string): ReactNode
}

/** What left this place, for whom and until when; whom the person agreed to; and asking for it to be deleted. */
export function SharedWithPage({ generation, everythingLink }: SharedWithPageProps) {
  const { client } = useStudio()
  // Countdowns run by the server's clock; the ticker only says when to look.
  useNow(1000)
  const now = client.now()
  const ledger = useLedger(generation)
  const partners = usePartners(ledger.isAsking)
  const acts = useSharingActs()
  const [toAsk, setToAsk] = useState<ToAsk>()
  const isOne = generation !== undefined
  const holding = partners.data?.partners.filter(({ sent }) => (sent?.held ?? 0) > 0).length ?? 0
  return (
    <div className="grid gap-10 py-8">
      <header className="grid gap-3">
        <h1 className="text-20">{td('shared.title')}</h1>
        <p className="max-w-[68ch] text-ink-second">{td('shared.text')}</p>
        {!isOne && holding > 0 && (
          <Button
            className="justify-self-start"
            icon={<Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />}
            onClick={() => setToAsk({ all: holding })}
          >
            {td('delete.all')}
          </Button>
        )}
      </header>
      {!isOne && (
        <section aria-labelledby="partners-heading" className="grid gap-4">
          <h2 id="partners-heading" className="text-16">
            {td('shared.partners')}
          </h2>
          <Partners query={partners} now={now} acts={acts} onAsk={setToAsk} />
        </section>
      )}
      <section aria-labelledby="ledger-heading">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="ledger-heading" className="text-16">
            {td(isOne ? 'shared.of-one' : 'shared.everything')}
          </h2>
          {isOne &&
            everythingLink(
              td('shared.of-one-all'),
              'inline-flex min-h-10 items-center text-14 underline pointer-coarse:min-h-11',
            )}
        </div>
        <LedgerList
          ledger={ledger}
          now={now}
          isBusy={acts.isBusy}
          empty={td(isOne ? 'shared.of-one-empty' : 'shared.empty')}
          onDelete={({ id }) => void acts.requestDeletions({ disclosure: id })}
        />
      </section>
      {toAsk !== undefined && (
        <DeletionSheet
          toAsk={toAsk}
          isBusy={acts.isBusy}
          onAsk={acts.requestDeletions}
          onClose={() => setToAsk(undefined)}
        />
      )}
    </div>
  )
}

interface PartnersProps {
  query: ReturnType<typeof usePartners>
  now: number
  acts: ReturnType<typeof useSharingActs>
  onAsk(toAsk: ToAsk): void
}

function Partners({ query, now, acts, onAsk }: PartnersProps) {
  if (query.isPending) return <p className="text-ink-second">{td('shared.loading')}</p>
  if (query.isError) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3">
        <p>{faultText(query.error)}</p>
        <Button onClick={() => void query.refetch()}>{t('action.try-again')}</Button>
      </div>
    )
  }
  const list: PartnerList = query.data
  if (list.partners.length === 0) return <p className="text-ink-second">{td('shared.no-partners')}</p>
  return (
    <>
      <ul className="grid gap-3">
        {list.partners.map((partner) => (
          <PartnerEntry
            key={partner.id}
            partner={partner}
            now={now}
            isBusy={acts.isBusy}
            onDelete={() => onAsk({ partner })}
            onTakeBack={() =>
              void acts.withdrawAgreement(partner.id, td('partner.taken-back', { partner: partner.name }))
            }
          />
        ))}
      </ul>
      {list.regions.length > 0 && (
        <RegionChoice list={list} onChoose={(allowed) => void acts.chooseRegions(allowed)} />
      )}
    </>
  )
}
