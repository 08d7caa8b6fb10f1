/* @table subject=person purpose=rights retention=account erase=row owner=account */
create table account_choices (
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  purpose text not null,                     /* @data category=decision */
  is_allowed boolean not null,               /* @data category=decision */
  decided_by text not null check (decided_by in ('person', 'browser', 'mail')), /* @data category=decision (browser: its Global Privacy Control signal; mail: the link in one) */
  decided_at timestamptz not null,           /* @data category=time */
  policy_version smallint,                   /* @data category=decision (the version of the policies that held then) */
  primary key (account_id, purpose)
);
