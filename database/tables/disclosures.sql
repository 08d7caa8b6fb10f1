/* @table subject=pseudonym purpose=disclosure-ledger retention=disclosure erase=pseudonymous owner=reference */
create table disclosures (
  id text primary key,                       /* @data category=identifier */
  account_reference text not null,           /* @data category=pseudonym */
  generation_id text not null,               /* @data category=identifier */
  attempt smallint not null,                 /* @data category=counter */
  partner_id text not null,                  /* @data category=recipient */
  onward_recipients text[] not null,         /* @data category=recipient */
  model_id text not null,                    /* @data category=request-parameter */
  content_kinds text[] not null,             /* @data category=content-kind */
  size_bytes integer not null,               /* @data category=counter */
  region text not null,                      /* @data category=recipient */
  terms jsonb not null,                      /* @data category=recipient (snapshot of the handling terms) */
  state text not null check (state in ('recorded', 'sent', 'failed', 'unknown')), /* @data category=state */
  partner_request_id text,                   /* @data category=partner-reference */
  recorded_at timestamptz not null,          /* @data category=time */
  answered_at timestamptz,                   /* @data category=time */
  held_until timestamptz not null,           /* @data category=time */
  evidence jsonb not null default '{}'       /* @data category=partner-reference (of its answer's headers those of a closed list) */
);
create index disclosures_by_account on disclosures (account_reference, recorded_at, id);
create index disclosures_by_time on disclosures using brin (recorded_at);
create index disclosures_by_generation on disclosures (generation_id);
