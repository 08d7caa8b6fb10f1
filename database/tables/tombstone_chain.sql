/* @table subject=none purpose=erasure retention=installation erase=none owner=none */
create table tombstone_chain (
  only_row boolean primary key default true check (only_row), /* @data category=state */
  count integer not null check (count >= 0), /* @data category=counter (tombstones ever written to the file beside the database) */
  head bytea not null                        /* @data category=key (proof of the last of them: a file that lost some is noticed) */
);
