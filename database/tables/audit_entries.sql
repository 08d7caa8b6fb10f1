/* @table subject=pseudonym purpose=accountability retention=audit-chain erase=pseudonymous owner=act */
create table audit_entries (
  number integer primary key check (number > 0), /* @data category=counter (the how-manieth act ever) */
  at timestamptz not null,                   /* @data category=time */
  account_reference text,                    /* @data category=pseudonym (which operator; absent: at the command line, or whoever had the number of a letter) */
  act text not null check (act in ('operator-granted', 'operator-revoked', 'request-opened', 'request-done', 'request-refused', 'request-not-found', 'export-made', 'words-opened', 'message-answered', 'report-answered', 'letter-deleted', 'partner-written', 'partner-answered', 'account-produced', 'legal-disclosure-recorded', 'break-accepted')), /* @data category=operator-act */
  subject text,                              /* @data category=pseudonym (what it was done to, by a random id) */
  before bytea not null,                     /* @data category=key (proof of the entry before) */
  proof bytea not null                       /* @data category=key (of this entry and all before it, under the installation key) */
);
create index audit_entries_by_account on audit_entries (account_reference);
create index audit_entries_by_subject on audit_entries (subject);
