/* What an operator enters with one form is entered once, also when it is sent twice. */
alter table rights_requests add column form_index bytea unique;
alter table legal_disclosures add column form_index bytea unique;
