/* The version of the policies that somebody last said yes to; who signed in before there were any is asked. */
alter table accounts add column acknowledged_version smallint not null default 0;
