/* @table subject=person purpose=content-processing retention=generation-record erase=row owner=account */
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
  quality text,                              /* @data category=request-parameter */
  reference_ids text[] not null default '{}', /* @data category=identifier (objects it was given, in order) */
  mask_id text,                              /* @data category=identifier */
  credits_per_image integer not null,        /* @data category=price */
  images_sealed smallint not null default 0, /* @data category=counter (over all attempts) */
  images_sealed_before smallint not null default 0, /* @data category=counter (before this attempt) */
  charged_credits integer not null default 0, /* @data category=price (over all attempts) */
  disclosed text not null default 'nothing' check (disclosed in ('nothing', 'sent', 'unknown')), /* @data category=state */
  cancel_requested boolean not null default false, /* @data category=state */
  idempotency_index bytea not null,          /* @data category=request-index (keyed) */
  request_fingerprint bytea not null,        /* @data category=request-index (keyed by the sitting, and nothing once it is over) */
  worker_id text,                            /* @data category=identifier */
  lease_until timestamptz,                   /* @data category=time */
  created_at timestamptz not null,           /* @data category=time */
  queued_at timestamptz,                     /* @data category=time */
  started_at timestamptz,                    /* @data category=time */
  ended_at timestamptz,                      /* @data category=time */
  kept_images smallint[] not null default '{}', /* @data category=counter (indexes of images the person's device has) */
  unique (account_id, idempotency_index)
);
create index generations_queued on generations (partner_id, queued_at) where phase = 'queued';
create index generations_running on generations (partner_id, account_id) where phase = 'running';
create index generations_by_lease on generations (lease_until) where phase = 'running';
create index generations_by_vault on generations (vault_id);
create index generations_by_session on generations (session_id);
create index generations_by_end on generations (ended_at) where ended_at is not null;
