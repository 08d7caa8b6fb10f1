/* News that go out, and under which policies and by whom a choice was made. */
create table news (
  id text primary key,
  slices_done smallint not null default 0,
  mails integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz
);
alter table account_choices
  add column policy_version smallint,
  drop constraint account_choices_decided_by_check,
  add constraint account_choices_decided_by_check check (decided_by in ('person', 'browser', 'mail'));
