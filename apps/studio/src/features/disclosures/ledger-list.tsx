import type { ReactNode } from 'react'
import type { DisclosureView } from '#contract'
import { useModels } from '../../live/use-models.ts'
import { td } from '../../messages/disclosures/messages.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { formatMoment } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { LedgerRow } from './ledger-row.tsx'
import type { useLedger } from './use-ledger.ts'

export interface LedgerListProps {
  ledger: ReturnType<typeof useLedger>
  now: number
  isBusy: boolean
  /** Shown where there is nothing. */
  empty: ReactNode
  onDelete(row: DisclosureView): void
}

/** What left, newest first, under the request it left for: a request may be sent more than once. */
export function LedgerList({ ledger, now, isBusy, empty, onDelete }: LedgerListProps) {
  const { query, rows } = ledger
  const { models } = useModels()
  if (query.isPending) return <p className="py-4 text-ink-second">{td('shared.loading')}</p>
  if (query.isError && rows.length === 0) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 py-4">
        <p>{faultText(query.error)}</p>
        <Button onClick={() => void query.refetch()}>{t('action.try-again')}</Button>
      </div>
    )
  }
  if (rows.length === 0) return <p className="py-4 text-ink-second">{empty}</p>
  return (
    <>
      {groupByGeneration(rows).map((group) => (
        <section key={group.id} className="pt-4">
          <h3 className="pb-2 text-14 font-500">
            {models.find(({ id }) => id === group.model)?.name ?? group.model}
            <span className="figures font-400 text-ink-second">, {formatMoment(group.at, now)}</span>
          </h3>
          <ul>
            {group.rows.map((row) => (
              <LedgerRow key={row.id} row={row} now={now} isAsking={isBusy} onDelete={() => onDelete(row)} />
            ))}
          </ul>
        </section>
      ))}
      {query.hasNextPage && (
        <Button
          className="mt-4"
          blockedBy={query.isFetchingNextPage ? td('shared.loading') : undefined}
          onClick={() => void query.fetchNextPage()}
        >
          {td('shared.older')}
        </Button>
      )}
    </>
  )
}

interface Group {
  id: string
  model: string
  at: string
  rows: DisclosureView[]
}

/** Those of one request stand together where they follow each other; what another was sent meanwhile keeps its place. */
function groupByGeneration(rows: readonly DisclosureView[]): Group[] {
  const groups: Group[] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last?.rows[0]?.generationId === row.generationId) last.rows.push(row)
    else groups.push({ id: row.id, model: row.model, at: row.recordedAt, rows: [row] })
  }
  return groups
}
