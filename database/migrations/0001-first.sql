-- The first schema: database/tables as it stood when the project began.

/* @table subject=person purpose=sign-in retention=account erase=row */
create table accounts (
  id text primary key,                       /* @data category=identifier */
  subject_index bytea not null unique,       /* @data category=identity-index (keyed: issuer and subject) */
  email_index bytea not null,                /* @data category=identity-index (keyed: lower-case e-mail) */
  sealed_profile bytea not null,             /* @data category=profile (issuer, subject, name, e-mail, picture address; sealed) */
  role text not null default 'person' check (role in ('person', 'operator')), /* @data category=permission */
  age_threshold smallint not null,           /* @data category=age-attestation (the threshold passed, never the age) */
  created_on date not null                   /* @data category=time */
);
create index accounts_by_email on accounts (email_index);

/* @table subject=person purpose=pseudonymous-books retention=account erase=row */
create table account_references (
  account_id text primary key references accounts on delete cascade, /* @data category=identifier */
  reference text not null unique             /* @data category=pseudonym (what ledger and disclosures know a person by) */
);

/* @table subject=person purpose=sign-in retention=sign-in-minutes erase=sweep */
create table sign_ins (
  token_hash bytea primary key,              /* @data category=session-index */
  sealed_state bytea not null,               /* @data category=sign-in-state (state, nonce, verifier or verified claims; sealed to the flow cookie) */
  expires_at timestamptz not null            /* @data category=time */
);
create index sign_ins_by_expiry on sign_ins (expires_at);

/* @table subject=person purpose=sign-in retention=session erase=row */
create table sessions (
  token_hash bytea primary key,              /* @data category=session-index (hash of a value derived from the cookie) */
  id text not null unique,                   /* @data category=identifier */
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  device_family text,                        /* @data category=device-family retention=device-family */
  signed_in_at timestamptz not null,         /* @data category=time */
  last_seen_at timestamptz not null,         /* @data category=time */
  expires_at timestamptz not null,           /* @data category=time */
  event_sequence bigint not null default 0   /* @data category=counter */
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_expiry on sessions (expires_at);

/* @table subject=person purpose=content-processing retention=vault erase=vault */
create table vaults (
  id text primary key,                       /* @data category=identifier */
  session_id text not null unique references sessions (id) on delete cascade, /* @data category=identifier */
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  public_key bytea not null,                 /* @data category=key */
  wrapped_private_key bytea not null,        /* @data category=key (wrapped under a key only the cookie yields) */
  wrap_salt bytea not null,                  /* @data category=key */
  opened_at timestamptz not null,            /* @data category=time */
  last_used_at timestamptz not null,         /* @data category=time */
  expires_at timestamptz not null            /* @data category=time */
);
create index vaults_by_account on vaults (account_id);
create index vaults_by_last_use on vaults (last_used_at);
create index vaults_by_expiry on vaults (expires_at);

/* @table subject=none purpose=sweep retention=one-minute erase=sweep */
create table vault_remains (
  vault_id text primary key,                 /* @data category=identifier (a vault whose keys are gone and whose bytes are not yet) */
  closed_at timestamptz not null default now() /* @data category=time */
);

/* Whatever way a vault goes (sign-out, limit, account, cascade), its bytes get on the sweeper's list in the same transaction. */
create function remember_vault_remains() returns trigger language plpgsql as $$
begin
  insert into vault_remains (vault_id) values (old.id) on conflict do nothing;
  return old;
end
$$;
create trigger vaults_leave_remains after delete on vaults for each row execute function remember_vault_remains();

/* @table subject=person purpose=content-processing retention=vault erase=vault */
create table objects (
  id text primary key,                       /* @data category=identifier */
  vault_id text not null references vaults on delete cascade, /* @data category=identifier */
  generation_id text,                        /* @data category=identifier */
  kind text not null check (kind in ('prompt', 'partial', 'image')), /* @data category=content-kind */
  image_index smallint,                      /* @data category=counter */
  media_type text not null,                  /* @data category=content-kind */
  size_bytes integer not null,               /* @data category=counter */
  sealed_key bytea not null,                 /* @data category=key (sealed to the vault) */
  created_at timestamptz not null            /* @data category=time */
);
create index objects_by_vault on objects (vault_id);
create index objects_by_generation on objects (generation_id);

/* @table subject=none purpose=content-processing retention=worker-key-hour erase=sweep */
create table worker_keys (
  id text primary key,                       /* @data category=identifier */
  worker_id text not null,                   /* @data category=identifier */
  public_key bytea not null,                 /* @data category=key */
  proof bytea not null,                      /* @data category=key (authentication under the installation key) */
  created_at timestamptz not null,           /* @data category=time */
  seals_until timestamptz not null,          /* @data category=time (no new ticket is sealed to it after) */
  alive_until timestamptz not null           /* @data category=time (its holder renews this; past it the holder is gone) */
);

/* @table subject=person purpose=content-processing retention=until-opened erase=vault */
create table tickets (
  generation_id text not null,               /* @data category=identifier */
  worker_key_id text not null references worker_keys on delete cascade, /* @data category=identifier */
  vault_id text not null references vaults on delete cascade, /* @data category=identifier */
  sealed_ticket bytea not null,              /* @data category=key (input key, sealed to one worker's memory) */
  primary key (generation_id, worker_key_id)
);
create index tickets_by_vault on tickets (vault_id);
create index tickets_by_worker_key on tickets (worker_key_id);

/* @table subject=person purpose=content-processing retention=generation-record erase=row */
create table generations (
  id text primary key,                       /* @data category=identifier */
  account_id text not null references accounts on delete cascade, /* @data category=identifier */
  session_id text,                           /* @data category=identifier */
  vault_id text,                             /* @data category=identifier */
  prompt_object_id text,                     /* @data category=identifier */
  phase text not null check (phase in ('reserved', 'queued', 'running', 'delivered', 'refused', 'failed', 'interrupted', 'cancelled')), /* @data category=state */
  reason text,                               /* @data category=state */
  refusal_stage text,                        /* @data category=state */
  refusal_category text,                     /* @data category=state */
  attempt smallint not null default 1,       /* @data category=counter */
  model_id text not null,                    /* @data category=request-parameter */
  partner_id text not null,                  /* @data category=recipient */
  width_px integer not null,                 /* @data category=request-parameter */
  height_px integer not null,                /* @data category=request-parameter */
  image_count smallint not null,             /* @data category=request-parameter */
  seed bigint not null,                      /* @data category=request-parameter */
  background text not null,                  /* @data category=request-parameter */
  credits_per_image integer not null,        /* @data category=price */
  images_sealed smallint not null default 0, /* @data category=counter (over all attempts) */
  images_sealed_before smallint not null default 0, /* @data category=counter (before this attempt) */
  charged_credits integer not null default 0, /* @data category=price (over all attempts) */
  disclosed text not null default 'nothing' check (disclosed in ('nothing', 'sent', 'unknown')), /* @data category=state */
  partner_request_id text,                   /* @data category=partner-reference */
  cancel_requested boolean not null default false, /* @data category=state */
  idempotency_index bytea not null,          /* @data category=request-index (keyed) */
  request_fingerprint bytea not null,        /* @data category=request-index (keyed) */
  worker_id text,                            /* @data category=identifier */
  lease_until timestamptz,                   /* @data category=time */
  created_at timestamptz not null,           /* @data category=time */
  queued_at timestamptz,                     /* @data category=time */
  started_at timestamptz,                    /* @data category=time */
  ended_at timestamptz,                      /* @data category=time */
  unique (account_id, idempotency_index)
);
create index generations_queued on generations (partner_id, queued_at) where phase = 'queued';
create index generations_running on generations (partner_id, account_id) where phase = 'running';
create index generations_by_lease on generations (lease_until) where phase = 'running';
create index generations_by_vault on generations (vault_id);
create index generations_by_session on generations (session_id);
create index generations_by_end on generations (ended_at) where ended_at is not null;

/* @table subject=none purpose=operation retention=while-enabled erase=none */
create table partner_slots (
  partner_id text primary key,               /* @data category=recipient */
  slots smallint not null,                   /* @data category=counter */
  slots_per_account smallint not null        /* @data category=counter */
);

/* @table subject=person purpose=content-processing retention=session-events erase=row */
create table session_events (
  session_id text not null references sessions (id) on delete cascade, /* @data category=identifier */
  sequence bigint not null,                  /* @data category=counter */
  kind text not null,                        /* @data category=state */
  generation_id text,                        /* @data category=identifier */
  occurred_at timestamptz not null,          /* @data category=time */
  primary key (session_id, sequence)
);
create index session_events_by_time on session_events (occurred_at);

/* @table subject=pseudonym purpose=credits retention=ledger erase=pseudonymous */
create table credit_balances (
  account_reference text primary key,        /* @data category=pseudonym */
  available integer not null check (available >= 0), /* @data category=credits */
  reserved integer not null default 0 check (reserved >= 0) /* @data category=credits */
);

/* @table subject=pseudonym purpose=credits retention=ledger erase=pseudonymous */
create table credit_entries (
  id bigint generated always as identity primary key, /* @data category=identifier */
  account_reference text not null,           /* @data category=pseudonym */
  kind text not null check (kind in ('grant', 'reserve', 'capture', 'release', 'refund')), /* @data category=credits */
  amount integer not null check (amount >= 0), /* @data category=credits */
  operation text not null,                   /* @data category=identifier (generation and attempt, or what granted) */
  recorded_at timestamptz not null,          /* @data category=time */
  unique (operation, kind)
);
create index credit_entries_by_account on credit_entries (account_reference);

/* Append only: an entry is never changed or removed, whoever asks. */
create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'the credits ledger is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger credit_entries_append_only before update or delete on credit_entries for each row execute function refuse_ledger_change();

/* @table subject=pseudonym purpose=disclosure-ledger retention=disclosure erase=pseudonymous */
create table disclosures (
  id text primary key,                       /* @data category=identifier */
  account_reference text not null,           /* @data category=pseudonym */
  generation_id text not null,               /* @data category=identifier */
  attempt smallint not null,                 /* @data category=counter */
  partner_id text not null,                  /* @data category=recipient */
  onward_recipients text[] not null,         /* @data category=recipient */
  model_id text not null,                    /* @data category=request-parameter */
  content_kinds text[] not null,             /* @data category=content-kind */
  size_bytes integer not null,               /* @data category=counter */
  region text not null,                      /* @data category=recipient */
  terms jsonb not null,                      /* @data category=recipient (snapshot of the handling terms) */
  state text not null check (state in ('recorded', 'sent', 'failed', 'unknown')), /* @data category=state */
  partner_request_id text,                   /* @data category=partner-reference */
  recorded_at timestamptz not null,          /* @data category=time */
  answered_at timestamptz,                   /* @data category=time */
  held_until timestamptz not null            /* @data category=time */
);
create index disclosures_by_account on disclosures (account_reference);
create index disclosures_by_generation on disclosures (generation_id);

/* @table subject=none purpose=operation retention=installation erase=none */
create table installation (
  only_row boolean primary key default true check (only_row), /* @data category=state */
  key_check bytea not null                   /* @data category=key (tells a wrong installation key before it seals anything) */
);
