/* @table subject=person purpose=pseudonymous-books retention=account erase=row owner=account */
create table account_references (
  account_id text primary key references accounts on delete cascade, /* @data category=identifier */
  reference text not null unique             /* @data category=pseudonym (what ledger and disclosures know a person by) */
);
