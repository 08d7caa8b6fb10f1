/* @table subject=person purpose=sign-in retention=session erase=row owner=account */
create table sessions (
  token_hash bytea primary key,              /* @data category=session-index (hash of a value derived from the cookie) */
  id text not null unique,                   /* @data category=identifier */
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  device_family text,                        /* @data category=device-family purpose=security retention=device-family */
  signed_in_at timestamptz not null,         /* @data category=time */
  last_seen_at timestamptz not null,         /* @data category=time */
  expires_at timestamptz not null,           /* @data category=time */
  event_sequence bigint not null default 0   /* @data category=counter */
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_expiry on sessions (expires_at);
