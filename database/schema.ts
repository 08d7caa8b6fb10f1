import type { ColumnType, Generated } from 'kysely'

/* The tables as Kysely sees them. A test compares this file with the migrated database, column by column. */

type Stamp = ColumnType<Date, Date, Date>
type Big = ColumnType<string, number | bigint | string, number | bigint | string>

export interface Schema {
  accounts: {
    id: string
    subject_index: Buffer
    email_index: Buffer
    sealed_profile: Buffer
    role: Generated<'person' | 'operator'>
    age_threshold: number
    created_on: ColumnType<Date, string, string>
    acknowledged_version: ColumnType<number, number | undefined, number>
    restricted_at: Stamp | null
    sealed_corrections: Buffer | null
    contact_index: Buffer | null
  }
  account_choices: {
    account_id: string
    purpose: string
    is_allowed: boolean
    decided_by: 'person' | 'browser' | 'mail'
    decided_at: Stamp
    policy_version: number | null
  }
  account_references: { account_id: string; reference: string }
  sign_ins: { token_hash: Buffer; sealed_state: Buffer; expires_at: Stamp }
  sessions: {
    token_hash: Buffer
    id: string
    account_id: string
    device_family: string | null
    signed_in_at: Stamp
    last_seen_at: Stamp
    expires_at: Stamp
    event_sequence: ColumnType<string, never, never>
  }
  vaults: {
    id: string
    session_id: string
    account_id: string
    public_key: Buffer
    wrapped_private_key: Buffer
    wrap_salt: Buffer
    opened_at: Stamp
    last_used_at: Stamp
    expires_at: Stamp
  }
  vault_remains: { vault_id: string; closed_at: ColumnType<Date, Date | undefined, never> }
  objects: {
    id: string
    vault_id: string
    generation_id: string | null
    kind: 'prompt' | 'upload' | 'mask' | 'partial' | 'image'
    image_index: number | null
    media_type: string
    size_bytes: number
    width_px: number | null
    height_px: number | null
    orientation: number | null
    marks: string[] | null
    sealed_key: Buffer
    created_at: Stamp
  }
  worker_keys: {
    id: string
    worker_id: string
    public_key: Buffer
    proof: Buffer
    created_at: Stamp
    seals_until: Stamp
    alive_until: Stamp
  }
  tickets: { generation_id: string; worker_key_id: string; vault_id: string; sealed_ticket: Buffer }
  generations: {
    id: string
    account_id: string
    session_id: string | null
    vault_id: string | null
    prompt_object_id: string | null
    phase: string
    reason: string | null
    refusal_stage: string | null
    refusal_category: string | null
    attempt: Generated<number>
    model_id: string
    partner_id: string
    width_px: number
    height_px: number
    image_count: number
    seed: Big
    background: string
    quality: string | null
    reference_ids: ColumnType<string[], readonly string[] | undefined, never>
    mask_id: string | null
    credits_per_image: number
    images_sealed: Generated<number>
    images_sealed_before: Generated<number>
    charged_credits: Generated<number>
    disclosed: Generated<'nothing' | 'sent' | 'unknown'>
    cancel_requested: Generated<boolean>
    idempotency_index: Buffer
    request_fingerprint: Buffer
    worker_id: string | null
    lease_until: Stamp | null
    created_at: Stamp
    queued_at: Stamp | null
    started_at: Stamp | null
    ended_at: Stamp | null
    kept_images: Generated<number[]>
  }
  partner_slots: { partner_id: string; slots: number; slots_per_account: number }
  session_events: {
    session_id: string
    sequence: Big
    kind: string
    generation_id: string | null
    occurred_at: Stamp
  }
  credit_balances: { account_reference: string; available: number; reserved: Generated<number> }
  credit_entries: {
    id: ColumnType<string, never, never>
    account_reference: string
    kind: 'grant' | 'reserve' | 'capture' | 'release' | 'refund'
    amount: number
    operation: string
    recorded_at: Stamp
  }
  disclosures: {
    id: string
    account_reference: string
    generation_id: string
    attempt: number
    partner_id: string
    onward_recipients: string[]
    model_id: string
    content_kinds: string[]
    size_bytes: number
    region: string
    terms: unknown
    state: 'recorded' | 'sent' | 'failed' | 'unknown'
    partner_request_id: string | null
    recorded_at: Stamp
    answered_at: Stamp | null
    held_until: Stamp
    evidence: ColumnType<unknown, string | undefined, string>
  }
  deletions: {
    disclosure_id: string
    account_reference: string
    state: 'waiting' | 'to-write' | 'written' | 'settled'
    outcome: 'deleted' | 'never-stored' | 'expired' | 'requested-in-writing' | 'not-possible-before' | null
    attempts: Generated<number>
    partner_status: number | null
    asked_at: Stamp
    next_at: Stamp | null
    lease_until: Stamp | null
    written_at: Stamp | null
    settled_at: Stamp | null
  }
  partner_consents: { account_id: string; partner_id: string; terms_version: string; agreed_at: Stamp }
  region_choices: { account_id: string; regions: string[]; chosen_at: Stamp }
  rights_requests: {
    id: string
    account_reference: string | null
    kind: 'access' | 'export' | 'correct' | 'object' | 'restrict' | 'lift' | 'erase-content' | 'erase-account'
    channel: 'self' | 'mail' | 'form'
    received_at: Stamp
    due_at: Stamp
    begun_at: Stamp | null
    answered_at: Stamp | null
    receipt_index: Buffer | null
    form_index: Generated<Buffer | null>
    outcome: 'done' | 'refused' | 'not-found' | null
    reason: 'identity-not-shown' | 'unfounded-or-excessive' | 'law-asks-to-keep' | 'rights-of-others' | null
    unreadable_at: ColumnType<Date | null, Date | undefined, Date | undefined>
  }
  audit_entries: {
    number: number
    at: Stamp
    account_reference: string | null
    act:
      | 'operator-granted'
      | 'operator-revoked'
      | 'request-opened'
      | 'request-done'
      | 'request-refused'
      | 'request-not-found'
      | 'export-made'
      | 'words-opened'
      | 'message-answered'
      | 'report-answered'
      | 'letter-deleted'
      | 'partner-written'
      | 'partner-answered'
      | 'account-produced'
      | 'legal-disclosure-recorded'
      | 'break-accepted'
    subject: string | null
    before: Buffer
    proof: Buffer
  }
  case_alarms: { case_id: string; raised_at: Stamp }
  legal_disclosures: {
    id: string
    kind: 'authority-request' | 'business-transfer'
    happened_on: ColumnType<Date, string, never>
    country: string
    outcome: 'given' | 'partly' | 'refused'
    accounts: number
    form_index: Generated<Buffer | null>
  }
  audit_chain: {
    only_row: Generated<boolean>
    begins_after: number
    beginning: Buffer
    count: number
    head: Buffer
    seal: Buffer
  }
  audit_runs: { id: string; started_at: Stamp; run: ColumnType<unknown, string, never>; signature: Buffer }
  mails: {
    id: string
    account_id: string | null
    kind: string
    sealed_mail: Buffer
    put_at: Stamp
    attempts: Generated<number>
    next_at: Stamp
    lease_until: Stamp | null
  }
  messages: {
    id: string
    kind: 'privacy' | 'safety' | 'billing' | 'other'
    number_index: Buffer
    form_index: Buffer
    sealed_letter: Buffer
    received_at: Stamp
    due_at: Stamp
    reminded_at: Stamp | null
    looked_at: Stamp | null
    answered_at: Stamp | null
    outcome: 'answered' | 'nothing-to-answer' | null
  }
  reports: {
    id: string
    kind: 'intimate-image' | 'illegal-image' | 'child-account' | 'policy-breach'
    number_index: Buffer
    form_index: Buffer
    sealed_letter: Buffer | null
    received_at: Stamp
    due_at: Stamp
    reminded_at: Stamp | null
    looked_at: Stamp | null
    answered_at: Stamp | null
    outcome: 'acted' | 'nothing-here' | 'no-breach' | 'not-clear' | null
  }
  held_receipts: { key_index: Buffer; sealed_receipt: Buffer; issued_at: Stamp }
  news: {
    id: string
    slices_done: Generated<number>
    mails: Generated<number>
    started_at: Stamp
    finished_at: Stamp | null
  }
  daily_counts: {
    counted_on: ColumnType<Date, string, never>
    event:
      | 'signed-in'
      | 'generation-asked'
      | 'generation-delivered'
      | 'generation-refused'
      | 'export'
      | 'erasure'
    detail: string
    count: number
  }
  tombstone_chain: { only_row: Generated<boolean>; count: number; head: Buffer }
  installation: { only_row: Generated<boolean>; key_check: Buffer }
}
