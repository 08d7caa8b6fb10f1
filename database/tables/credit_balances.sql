/* @table subject=pseudonym purpose=credits retention=ledger erase=pseudonymous owner=reference */
create table credit_balances (
  account_reference text primary key,        /* @data category=pseudonym */
  available integer not null check (available >= 0), /* @data category=credits */
  reserved integer not null default 0 check (reserved >= 0) /* @data category=credits */
);
