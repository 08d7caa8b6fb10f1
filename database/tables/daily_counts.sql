/* @table subject=none purpose=analytics retention=daily-counts erase=sweep owner=none */
create table daily_counts (
  counted_on date not null,                  /* @data category=measure */
  event text not null check (event in ('signed-in', 'generation-asked', 'generation-delivered', 'generation-refused', 'export', 'erasure')), /* @data category=measure */
  detail text not null,                      /* @data category=measure (the model of a generation, the browser’s name of a sign-in; else empty) */
  count integer not null,                    /* @data category=measure (over everybody; below twenty it is not shown, and forgotten when the day is over) */
  primary key (counted_on, event, detail)
);
