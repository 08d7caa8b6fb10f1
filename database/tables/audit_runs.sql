/* @table subject=none purpose=operation retention=audit-run erase=sweep owner=none */
create table audit_runs (
  id text primary key,                       /* @data category=identifier */
  started_at timestamptz not null,           /* @data category=time */
  run jsonb not null,                        /* @data category=measure (what was checked, what came of it, counts; as it was signed) */
  signature bytea not null                   /* @data category=measure (of the run, by the installation) */
);
create index audit_runs_by_time on audit_runs (started_at);
