import { sql } from 'kysely'
import type { LegalDisclosureId } from '#server/kernel/ids.ts'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'
import type { DisclosureKind, LegalDisclosure } from './legal-disclosure.ts'

/** False when this form was sent before: then nothing is written. */
export async function insertLegalDisclosure(
  tx: Transaction,
  {
    id,
    formIndex,
    kind,
    happenedOn,
    country,
    outcome,
    accounts,
  }: LegalDisclosure & { id: LegalDisclosureId; formIndex: Buffer | undefined },
): Promise<boolean> {
  const form_index = formIndex ?? null
  const written = await tx
    .insertInto('legal_disclosures')
    .values({ id, form_index, kind, happened_on: happenedOn, country, outcome, accounts })
    .onConflict((conflict) => conflict.column('form_index').doNothing())
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

export type KeptDisclosure = LegalDisclosure & { id: string }

/** Each as it was entered. */
export async function listLegalDisclosures(executor: Executor): Promise<KeptDisclosure[]> {
  return executor
    .selectFrom('legal_disclosures')
    .select(({ cast, ref }) => [
      'id',
      'kind',
      cast<string>(ref('happened_on'), 'text').as('happenedOn'),
      'country',
      'outcome',
      'accounts',
    ])
    .execute()
}

export interface HalfYear {
  year: number
  half: 1 | 2
  kind: DisclosureKind
  count: number
  given: number
  partly: number
  refused: number
  accounts: number
}

/** By half-year and kind, newest first. */
export async function countByHalfYear(executor: Executor): Promise<HalfYear[]> {
  const { rows } = await sql<HalfYear>`
    select extract(year from happened_on)::integer as year,
      case when extract(month from happened_on) <= 6 then 1 else 2 end as half, kind,
      count(*)::integer as count,
      count(*) filter (where outcome = 'given')::integer as given,
      count(*) filter (where outcome = 'partly')::integer as partly,
      count(*) filter (where outcome = 'refused')::integer as refused,
      sum(accounts)::float8 as accounts
    from legal_disclosures group by 1, 2, 3 order by 1 desc, 2 desc, 3`.execute(executor)
  return rows
}
