-- Pictures of one's own: what an object is when it is an upload, and what a generation was given.

alter table objects drop constraint objects_kind_check;
alter table objects add constraint objects_kind_check check (kind in ('prompt', 'upload', 'mask', 'partial', 'image'));
alter table objects add column width_px integer;
alter table objects add column height_px integer;
alter table objects add column orientation smallint;
alter table objects add column marks text[];

alter table generations add column quality text;
alter table generations add column reference_ids text[] not null default '{}';
alter table generations add column mask_id text;
alter table generations add column partner_price_micros bigint;
