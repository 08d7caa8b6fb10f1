/* What people write through the two forms, and what came of it. */
create table messages (
  id text primary key,
  kind text not null check (kind in ('privacy', 'safety', 'billing', 'other')),
  form_index bytea not null unique,
  sealed_letter bytea not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  looked_at timestamptz,
  answered_at timestamptz,
  outcome text check (outcome in ('answered', 'nothing-to-answer')),
  check ((answered_at is null) = (outcome is null))
);
create index messages_open on messages (due_at) where answered_at is null;
create index messages_by_answer on messages (answered_at);
create index messages_by_receipt on messages (received_at);
create table reports (
  id text primary key,
  kind text not null check (kind in ('intimate-image', 'illegal-image', 'child-account', 'policy-breach')),
  form_index bytea not null unique,
  sealed_letter bytea,
  received_at timestamptz not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  looked_at timestamptz,
  answered_at timestamptz,
  outcome text check (outcome in ('acted', 'nothing-here', 'no-breach', 'not-clear')),
  check ((answered_at is null) = (outcome is null))
);
create index reports_open on reports (due_at) where answered_at is null;
create index reports_by_answer on reports (answered_at) where sealed_letter is not null;
create index reports_by_receipt on reports (received_at);
