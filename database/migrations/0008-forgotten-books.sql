/* A whole book may go, for whom there is no account any more and whose last entry is past its time. */
create or replace function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.account_reference = current_setting('gptimage.forgotten_book', true) then
    return old;
  end if;
  raise exception 'the credits ledger is append-only' using errcode = 'restrict_violation';
end
$$;
