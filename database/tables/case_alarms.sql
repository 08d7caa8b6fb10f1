/* @table subject=pseudonym purpose=operation retention=until-answered erase=sweep owner=none */
create table case_alarms (
  case_id text primary key,                  /* @data category=identifier (kind and random id of a case) */
  raised_at timestamptz not null             /* @data category=time (when its operator was told that half of its time is over) */
);
