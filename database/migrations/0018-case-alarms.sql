/* Which cases their operator was told of, so that each is told of once. */
create table case_alarms (
  case_id text primary key,
  raised_at timestamptz not null
);
