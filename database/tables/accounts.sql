/* @table subject=person purpose=sign-in retention=account erase=row owner=account */
create table accounts (
  id text primary key,                       /* @data category=identifier */
  subject_index bytea not null unique,       /* @data category=identity-index (keyed: issuer and subject) */
  email_index bytea not null,                /* @data category=identity-index (keyed: lower-case e-mail) */
  sealed_profile bytea not null,             /* @data category=profile (issuer, subject, name, e-mail, picture address; sealed) */
  role text not null default 'person' check (role in ('person', 'operator')), /* @data category=permission */
  age_threshold smallint not null,           /* @data category=age-attestation purpose=age (the threshold passed, never the age) */
  created_on date not null,                  /* @data category=time */
  acknowledged_version smallint not null default 0, /* @data category=decision purpose=rights (the version of the policies last said yes to) */
  restricted_at timestamptz,                 /* @data category=permission (since when the person has stopped all use of their data) */
  sealed_corrections bytea,                  /* @data category=profile (what the person corrected: name, e-mail they write from, no picture; sealed) */
  contact_index bytea                        /* @data category=identity-index (keyed: the corrected e-mail) */
);
create index accounts_by_email on accounts (email_index);
create index accounts_by_contact on accounts (contact_index) where contact_index is not null;
