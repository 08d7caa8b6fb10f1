/* What a person decides about their data, each use of a right with its clock, and how many tombstones there must be. */
alter table accounts
  add column restricted_at timestamptz,
  add column sealed_corrections bytea,
  add column contact_index bytea;
create index accounts_by_contact on accounts (contact_index) where contact_index is not null;
create table account_choices (
  account_id text not null references accounts on delete cascade,
  purpose text not null,
  is_allowed boolean not null,
  decided_by text not null check (decided_by in ('person', 'browser')),
  decided_at timestamptz not null,
  primary key (account_id, purpose)
);
create table rights_requests (
  id text primary key,
  account_reference text,
  kind text not null check (kind in ('access', 'export', 'correct', 'object', 'restrict', 'lift', 'erase-content', 'erase-account')),
  channel text not null check (channel in ('self', 'mail', 'form')),
  received_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  outcome text check (outcome in ('done', 'refused', 'not-found')),
  check ((answered_at is null) = (outcome is null))
);
create index rights_requests_by_account on rights_requests (account_reference);
create index rights_requests_open on rights_requests (due_at) where answered_at is null;
create index rights_requests_by_receipt on rights_requests (received_at);
create table tombstone_chain (
  only_row boolean primary key default true check (only_row),
  count integer not null check (count >= 0),
  head bytea not null
);
