/* @table subject=none purpose=accountability retention=installation erase=none owner=none */
create table legal_disclosures (
  id text primary key,                       /* @data category=measure (of what the row says, under the installation key) */
  kind text not null check (kind in ('authority-request', 'business-transfer')), /* @data category=measure */
  happened_on date not null,                 /* @data category=measure */
  country text not null check (country ~ '^[A-Z]{2}$'), /* @data category=measure (by whose law) */
  outcome text not null check (outcome in ('given', 'partly', 'refused')), /* @data category=measure */
  accounts integer not null check (accounts >= 0), /* @data category=measure (how many it concerned; not which) */
  form_index bytea unique                    /* @data category=request-index (of the form and the words it was entered with: the same is entered once) */
);
