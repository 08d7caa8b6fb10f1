/* @table subject=none purpose=operation retention=while-enabled erase=none owner=none */
create table partner_slots (
  partner_id text primary key,               /* @data category=recipient */
  slots smallint not null,                   /* @data category=counter */
  slots_per_account smallint not null        /* @data category=counter */
);
