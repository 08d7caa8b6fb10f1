/* @table subject=none purpose=content-processing retention=worker-key erase=sweep owner=none */
create table worker_keys (
  id text primary key,                       /* @data category=identifier */
  worker_id text not null,                   /* @data category=identifier */
  public_key bytea not null,                 /* @data category=key */
  proof bytea not null,                      /* @data category=key (authentication under the installation key) */
  created_at timestamptz not null,           /* @data category=time */
  seals_until timestamptz not null,          /* @data category=time (no new ticket is sealed to it after) */
  alive_until timestamptz not null           /* @data category=time (its holder renews this; past it the holder is gone) */
);
