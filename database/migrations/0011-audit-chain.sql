/* What operators do, entry by entry, each proving all before it. */
create table audit_entries (
  number integer primary key check (number > 0),
  at timestamptz not null,
  account_reference text,
  act text not null check (act in ('operator-granted', 'operator-revoked', 'request-opened', 'request-done', 'request-refused', 'request-not-found', 'export-made', 'words-opened', 'message-answered', 'report-answered', 'partner-written', 'partner-answered', 'account-produced', 'legal-disclosure-recorded', 'break-accepted')),
  subject text,
  before bytea not null,
  proof bytea not null
);
create index audit_entries_by_account on audit_entries (account_reference);
create table audit_chain (
  only_row boolean primary key default true check (only_row),
  begins_after integer not null check (begins_after >= 0),
  beginning bytea not null,
  count integer not null check (count >= begins_after),
  head bytea not null,
  seal bytea not null
);
