/* @table subject=person purpose=content-processing retention=vault erase=vault owner=account */
create table vaults (
  id text primary key,                       /* @data category=identifier */
  session_id text not null unique references sessions (id) on delete cascade, /* @data category=identifier */
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  public_key bytea not null,                 /* @data category=key */
  wrapped_private_key bytea not null,        /* @data category=key (wrapped under a key only the cookie yields) */
  wrap_salt bytea not null,                  /* @data category=key */
  opened_at timestamptz not null,            /* @data category=time */
  last_used_at timestamptz not null,         /* @data category=time */
  expires_at timestamptz not null            /* @data category=time */
);
create index vaults_by_account on vaults (account_id);
create index vaults_by_last_use on vaults (last_used_at);
create index vaults_by_expiry on vaults (expires_at);
