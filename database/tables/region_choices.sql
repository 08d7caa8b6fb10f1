/* @table subject=person purpose=recipient-choice retention=account erase=row owner=account */
create table region_choices (
  account_id text primary key references accounts on delete cascade, /* @data category=identifier */
  regions text[] not null,                   /* @data category=recipient-choice (the only regions in which partners may be used) */
  chosen_at timestamptz not null             /* @data category=time */
);
