/* @table subject=person purpose=mail retention=unsent-mail erase=row owner=account */
create table mails (
  id text primary key,                       /* @data category=identifier */
  account_id text references accounts on delete cascade, /* @data category=identifier (whose, where who is written to has an account) */
  kind text not null,                        /* @data category=state (which of the kinds of mail) */
  sealed_mail bytea not null,                /* @data category=mail */
  put_at timestamptz not null,               /* @data category=time */
  attempts smallint not null default 0,      /* @data category=counter */
  next_at timestamptz not null,              /* @data category=time */
  lease_until timestamptz                    /* @data category=time */
);
create index mails_due on mails (next_at);
create index mails_by_account on mails (account_id) where account_id is not null;
