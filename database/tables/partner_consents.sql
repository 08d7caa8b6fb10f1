/* @table subject=person purpose=recipient-choice retention=account erase=row owner=account */
create table partner_consents (
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  partner_id text not null,                  /* @data category=recipient-choice */
  terms_version text not null,               /* @data category=recipient-choice (which handling terms were shown and agreed to) */
  agreed_at timestamptz not null,            /* @data category=time */
  primary key (account_id, partner_id)
);
