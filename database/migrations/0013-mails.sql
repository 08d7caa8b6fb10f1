/* Mails that wait to be sent. */
create table mails (
  id text primary key,
  account_id text references accounts on delete cascade,
  kind text not null,
  sealed_mail bytea not null,
  put_at timestamptz not null,
  attempts smallint not null default 0,
  next_at timestamptz not null,
  lease_until timestamptz
);
create index mails_due on mails (next_at);
create index mails_by_account on mails (account_id) where account_id is not null;
