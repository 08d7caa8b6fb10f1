import { type RawBuilder, sql } from 'kysely'
import { tables } from '#policies/inventory.ts'
import { retentionSeconds } from '#policies/retention.ts'
import type { PersonalTable } from '../personal-tables.ts'

/** When the first row of a class came, and when the last that is there now will be gone; absent: it has no time of its own. */
export interface ClassMoments {
  came?: string
  gone?: RawBuilder<Date | null>
}

const none: RawBuilder<Date | null> = sql`null::timestamptz`

/** The end of a figure that runs from a moment in the row. */
function after(table: keyof typeof tables, column: string): RawBuilder<Date | null> {
  const { retention } = tables[table]
  const seconds = Object.entries(retentionSeconds).find(([name]) => name === retention)?.[1]
  return seconds === undefined ? none : sql`${sql.ref(column)} + make_interval(secs => ${seconds})`
}

const ofVault: RawBuilder<Date | null> = sql`(select expires_at from vaults where vaults.id = vault_id)`

/** By table; the compiler asks for the moments of each new one. */
export const classMoments = {
  accounts: { came: 'created_on' },
  account_choices: { came: 'decided_at' },
  account_references: {},
  partner_consents: { came: 'agreed_at' },
  region_choices: { came: 'chosen_at' },
  sessions: { came: 'signed_in_at', gone: sql.ref('expires_at') },
  session_events: { came: 'occurred_at', gone: after('session_events', 'occurred_at') },
  vaults: { came: 'opened_at', gone: sql.ref('expires_at') },
  objects: { came: 'created_at', gone: ofVault },
  tickets: { gone: ofVault },
  generations: { came: 'created_at', gone: after('generations', 'ended_at') },
  credit_balances: {},
  credit_entries: { came: 'recorded_at', gone: after('credit_entries', 'recorded_at') },
  disclosures: { came: 'recorded_at', gone: after('disclosures', 'recorded_at') },
  deletions: { came: 'asked_at', gone: after('deletions', 'asked_at') },
  audit_entries: { came: 'at', gone: after('audit_entries', 'at') },
  mails: { came: 'put_at', gone: after('mails', 'put_at') },
  rights_requests: { came: 'received_at', gone: after('rights_requests', 'received_at') },
} as const satisfies Record<PersonalTable, ClassMoments>
