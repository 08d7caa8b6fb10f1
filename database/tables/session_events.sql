/* @table subject=person purpose=content-processing retention=session-events erase=row owner=session */
create table session_events (
  session_id text not null references sessions (id) on delete cascade, /* @data category=identifier */
  sequence bigint not null,                  /* @data category=counter */
  kind text not null,                        /* @data category=state */
  generation_id text,                        /* @data category=identifier */
  occurred_at timestamptz not null,          /* @data category=time */
  primary key (session_id, sequence)
);
create index session_events_by_time on session_events (occurred_at);
