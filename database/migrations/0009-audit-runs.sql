create table audit_runs (
  id text primary key,
  started_at timestamptz not null,
  run jsonb not null,
  signature bytea not null
);
create index audit_runs_by_time on audit_runs (started_at);
