/* How often something was done in a day, over everybody. */
create table daily_counts (
  counted_on date not null,
  event text not null check (event in ('signed-in', 'generation-asked', 'generation-delivered', 'generation-refused', 'export', 'erasure')),
  detail text not null,
  count integer not null,
  primary key (counted_on, event, detail)
);
