/* What was done to somebody's account or request is shown to them too. */
create index audit_entries_by_subject on audit_entries (subject);
