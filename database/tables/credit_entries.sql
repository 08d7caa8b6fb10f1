/* @table subject=pseudonym purpose=credits retention=ledger erase=pseudonymous owner=reference */
create table credit_entries (
  id bigint generated always as identity primary key, /* @data category=identifier */
  account_reference text not null,           /* @data category=pseudonym */
  kind text not null check (kind in ('grant', 'reserve', 'capture', 'release', 'refund')), /* @data category=credits */
  amount integer not null check (amount >= 0), /* @data category=credits */
  operation text not null,                   /* @data category=identifier (generation and attempt, or what granted) */
  recorded_at timestamptz not null,          /* @data category=time */
  unique (operation, kind)
);
create index credit_entries_by_account on credit_entries (account_reference);

/* Append only: an entry is never changed, and goes only with the whole book of an account that is gone, past its time. */
create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.account_reference = current_setting('gptimage.forgotten_book', true) then
    return old;
  end if;
  raise exception 'the credits ledger is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger credit_entries_append_only before update or delete on credit_entries for each row execute function refuse_ledger_change();
