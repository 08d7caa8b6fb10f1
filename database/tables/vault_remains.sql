/* @table subject=none purpose=sweep retention=vault-bytes erase=sweep owner=none */
create table vault_remains (
  vault_id text primary key,                 /* @data category=identifier (a vault whose keys are gone and whose bytes are not yet) */
  closed_at timestamptz not null default now() /* @data category=time */
);

/* Whatever way a vault goes (sign-out, limit, account, cascade), its bytes get on the sweeper's list in the same transaction. */
create function remember_vault_remains() returns trigger language plpgsql as $$
begin
  insert into vault_remains (vault_id) values (old.id) on conflict do nothing;
  return old;
end
$$;
create trigger vaults_leave_remains after delete on vaults for each row execute function remember_vault_remains();
