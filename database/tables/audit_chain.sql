/* @table subject=none purpose=accountability retention=installation erase=none owner=none */
create table audit_chain (
  only_row boolean primary key default true check (only_row), /* @data category=state */
  begins_after integer not null check (begins_after >= 0), /* @data category=counter (entries before this are past their time) */
  beginning bytea not null,                  /* @data category=key (proof of the last of those) */
  count integer not null check (count >= begins_after), /* @data category=counter (entries ever written) */
  head bytea not null,                       /* @data category=key (proof of the last of them) */
  seal bytea not null                        /* @data category=key (of this row, under the installation key) */
);
