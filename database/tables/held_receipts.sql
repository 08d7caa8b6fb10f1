/* @table subject=pseudonym purpose=rights retention=held-receipt erase=sweep owner=none */
create table held_receipts (
  key_index bytea primary key,               /* @data category=request-index (keyed, of the key that only whoever asked has) */
  sealed_receipt bytea not null,             /* @data category=rights-request (what they were told, sealed) */
  issued_at timestamptz not null             /* @data category=time */
);
create index held_receipts_by_time on held_receipts (issued_at);
