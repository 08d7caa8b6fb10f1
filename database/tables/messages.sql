/* @table subject=person purpose=correspondence retention=answered-letter erase=sweep owner=none */
create table messages (
  id text primary key,                       /* @data category=identifier (random; what the operator knows it by) */
  kind text not null check (kind in ('privacy', 'safety', 'billing', 'other')), /* @data category=letter-record */
  number_index bytea not null unique,        /* @data category=request-index (keyed, of the number that only whoever wrote has) */
  form_index bytea not null unique,          /* @data category=request-index (of the form it was written in: each is sent once) */
  sealed_letter bytea not null,              /* @data category=letter (the words, and the address for the answer; sealed) */
  received_at timestamptz not null,          /* @data category=time */
  due_at timestamptz not null,               /* @data category=time (by when an answer is promised) */
  reminded_at timestamptz,                   /* @data category=time (when half of that was over, and the operator was told) */
  looked_at timestamptz,                     /* @data category=time (when the operator first opened it) */
  answered_at timestamptz,                   /* @data category=time */
  outcome text check (outcome in ('answered', 'nothing-to-answer')), /* @data category=letter-record */
  check ((answered_at is null) = (outcome is null))
);
create index messages_open on messages (due_at) where answered_at is null;
create index messages_by_answer on messages (answered_at);
create index messages_by_receipt on messages (received_at);
