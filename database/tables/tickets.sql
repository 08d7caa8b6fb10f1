/* @table subject=person purpose=content-processing retention=until-opened erase=vault owner=vault */
create table tickets (
  generation_id text not null,               /* @data category=identifier */
  worker_key_id text not null references worker_keys on delete cascade, /* @data category=identifier */
  vault_id text not null references vaults on delete cascade, /* @data category=identifier */
  sealed_ticket bytea not null,              /* @data category=key (input key, sealed to one worker's memory) */
  primary key (generation_id, worker_key_id)
);
create index tickets_by_vault on tickets (vault_id);
create index tickets_by_worker_key on tickets (worker_key_id);
