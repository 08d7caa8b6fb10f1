/* A receipt waits for whoever has its key, should the answer not have reached them. */
alter table rights_requests add column receipt_index bytea;
create table held_receipts (
  key_index bytea primary key,
  sealed_receipt bytea not null,
  issued_at timestamptz not null
);
create index held_receipts_by_time on held_receipts (issued_at);
