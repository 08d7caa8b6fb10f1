/* @table subject=person purpose=sign-in retention=account erase=row owner=account */
create table accounts (
  id text primary key,                       /* @data category=identifier */
  subject_index bytea not null unique,       /* @data category=identity-index (keyed: issuer and subject) */
  email_index bytea not null,                /* @data category=identity-index (keyed: lower-case e-mail) */
  sealed_profile bytea not null,             /* @data category=profile (issuer, subject, name, e-mail, picture address; sealed) */
  role text not null default 'person' check (role in ('person', 'operator')), /* @data category=permission */
  age_threshold smallint not null,           /* @data category=age-attestation purpose=age (the threshold passed, never the age) */
  created_on date not null                   /* @data category=time */
);
create index accounts_by_email on accounts (email_index);
