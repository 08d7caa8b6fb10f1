/* @table subject=pseudonym purpose=rights retention=rights-request erase=pseudonymous owner=reference */
create table rights_requests (
  id text primary key,                       /* @data category=identifier */
  account_reference text,                    /* @data category=pseudonym (absent: a request of somebody who was not found here) */
  kind text not null check (kind in ('access', 'export', 'correct', 'object', 'restrict', 'lift', 'erase-content', 'erase-account')), /* @data category=rights-request */
  channel text not null check (channel in ('self', 'mail', 'form')), /* @data category=rights-request */
  received_at timestamptz not null,          /* @data category=time */
  due_at timestamptz not null,               /* @data category=time (when the law wants an answer by) */
  begun_at timestamptz,                      /* @data category=time (of an erasure: when it began, keys first; before, it waits for somebody) */
  answered_at timestamptz,                   /* @data category=time */
  unreadable_at timestamptz,                 /* @data category=time (of an erased account: by when every key of it was destroyed) */
  receipt_index bytea,                       /* @data category=request-index (of an erasure under way: keyed, of the key its receipt is fetched with) */
  form_index bytea unique,                   /* @data category=request-index (of the form and the words an operator entered it with: the same is entered once) */
  outcome text check (outcome in ('done', 'refused', 'not-found')), /* @data category=rights-request */
  reason text check (reason in ('identity-not-shown', 'unfounded-or-excessive', 'law-asks-to-keep', 'rights-of-others')), /* @data category=rights-request (why it was refused) */
  check ((outcome is not distinct from 'refused') = (reason is not null)),
  check ((answered_at is null) = (outcome is null))
);
create index rights_requests_by_account on rights_requests (account_reference);
create index rights_requests_open on rights_requests (due_at) where answered_at is null;
create index rights_requests_by_receipt on rights_requests (received_at);
