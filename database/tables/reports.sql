/* @table subject=person purpose=safety-reports retention=report-record erase=sweep owner=none */
create table reports (
  id text primary key,                       /* @data category=identifier (random; what the operator knows it by) */
  kind text not null check (kind in ('intimate-image', 'illegal-image', 'child-account', 'policy-breach')), /* @data category=letter-record */
  number_index bytea not null unique,        /* @data category=request-index (keyed, of the number that only whoever wrote has) */
  form_index bytea not null unique,          /* @data category=request-index (of the form it was written in: each is sent once) */
  sealed_letter bytea,                       /* @data category=letter retention=answered-letter (the words, name as signature, address; sealed; gone before the row) */
  received_at timestamptz not null,          /* @data category=time */
  due_at timestamptz not null,               /* @data category=time (by when it is dealt with) */
  reminded_at timestamptz,                   /* @data category=time (when half of that was over, and the operator was told) */
  looked_at timestamptz,                     /* @data category=time (when the operator first opened it) */
  answered_at timestamptz,                   /* @data category=time */
  outcome text check (outcome in ('acted', 'nothing-here', 'no-breach', 'not-clear')), /* @data category=letter-record */
  check ((answered_at is null) = (outcome is null))
);
create index reports_open on reports (due_at) where answered_at is null;
create index reports_by_answer on reports (answered_at) where sealed_letter is not null;
create index reports_by_receipt on reports (received_at);
