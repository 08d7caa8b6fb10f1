/* @table subject=pseudonym purpose=early-deletion retention=disclosure erase=pseudonymous owner=reference */
create table deletions (
  disclosure_id text primary key references disclosures on delete cascade, /* @data category=identifier */
  account_reference text not null,           /* @data category=pseudonym */
  state text not null check (state in ('waiting', 'to-write', 'written', 'settled')), /* @data category=state */
  outcome text check (outcome in ('deleted', 'never-stored', 'expired', 'requested-in-writing', 'not-possible-before')), /* @data category=state */
  attempts smallint not null default 0,      /* @data category=counter */
  partner_status smallint,                   /* @data category=partner-reference (the HTTP status of its last answer) */
  asked_at timestamptz not null,             /* @data category=time */
  next_at timestamptz,                       /* @data category=time */
  lease_until timestamptz,                   /* @data category=time */
  written_at timestamptz,                    /* @data category=time */
  settled_at timestamptz                     /* @data category=time */
);
create index deletions_by_account on deletions (account_reference);
create index deletions_waiting on deletions (next_at) where state = 'waiting';
create index deletions_in_writing on deletions (asked_at) where state in ('to-write', 'written');
