/* @table subject=person purpose=content-processing retention=vault erase=vault owner=vault */
create table objects (
  id text primary key,                       /* @data category=identifier */
  vault_id text not null references vaults on delete cascade, /* @data category=identifier */
  generation_id text,                        /* @data category=identifier */
  kind text not null check (kind in ('prompt', 'upload', 'mask', 'partial', 'image')), /* @data category=content-kind */
  image_index smallint,                      /* @data category=counter */
  media_type text not null,                  /* @data category=content-kind */
  size_bytes integer not null,               /* @data category=counter */
  width_px integer,                          /* @data category=counter (of a picture, as a person sees it) */
  height_px integer,                         /* @data category=counter */
  orientation smallint,                      /* @data category=counter (the EXIF orientation that was kept, 1 to 8) */
  marks text[],                              /* @data category=content-kind (kinds of provenance marks found) */
  sealed_key bytea not null,                 /* @data category=key (sealed to the vault) */
  created_at timestamptz not null            /* @data category=time */
);
create index objects_by_vault on objects (vault_id);
create index objects_by_generation on objects (generation_id);
