/* Whoever has the number of a letter may delete it, and each deletion is an entry. */
alter table audit_entries drop constraint audit_entries_act_check;
alter table audit_entries add constraint audit_entries_act_check check (act in ('operator-granted', 'operator-revoked', 'request-opened', 'request-done', 'request-refused', 'request-not-found', 'export-made', 'words-opened', 'message-answered', 'report-answered', 'letter-deleted', 'partner-written', 'partner-answered', 'account-produced', 'legal-disclosure-recorded', 'break-accepted'));
