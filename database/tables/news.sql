/* @table subject=none purpose=marketing retention=sent-news erase=sweep owner=none */
create table news (
  id text primary key,                       /* @data category=identifier (made of subject and text: the same twice is one) */
  slices_done smallint not null default 0,   /* @data category=counter */
  mails integer not null default 0,          /* @data category=counter (how many were put; to whom is not kept) */
  started_at timestamptz not null,           /* @data category=time */
  finished_at timestamptz                    /* @data category=time */
);
