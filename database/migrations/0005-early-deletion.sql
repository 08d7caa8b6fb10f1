-- What partners are asked to delete early, whom a person agreed to, and to which regions they keep.

alter table disclosures add column evidence jsonb not null default '{}';
drop index disclosures_by_account;
create index disclosures_by_account on disclosures (account_reference, recorded_at, id);
create index disclosures_by_time on disclosures using brin (recorded_at);

create table deletions (
  disclosure_id text primary key references disclosures on delete cascade,
  account_reference text not null,
  state text not null check (state in ('waiting', 'to-write', 'written', 'settled')),
  outcome text check (outcome in ('deleted', 'never-stored', 'expired', 'requested-in-writing', 'not-possible-before')),
  attempts smallint not null default 0,
  partner_status smallint,
  asked_at timestamptz not null,
  next_at timestamptz,
  lease_until timestamptz,
  written_at timestamptz,
  settled_at timestamptz
);
create index deletions_by_account on deletions (account_reference);
create index deletions_waiting on deletions (next_at) where state = 'waiting';
create index deletions_in_writing on deletions (asked_at) where state in ('to-write', 'written');

create table partner_consents (
  account_id text not null references accounts on delete cascade,
  partner_id text not null,
  terms_version text not null,
  agreed_at timestamptz not null,
  primary key (account_id, partner_id)
);

create table region_choices (
  account_id text primary key references accounts on delete cascade,
  regions text[] not null,
  chosen_at timestamptz not null
);
