/* Each legal disclosure and takeover, without names: published as counts. */
create table legal_disclosures (
  id text primary key,
  kind text not null check (kind in ('authority-request', 'business-transfer')),
  happened_on date not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  outcome text not null check (outcome in ('given', 'partly', 'refused')),
  accounts integer not null check (accounts >= 0)
);
