/* @table subject=none purpose=operation retention=installation erase=none owner=none */
create table installation (
  only_row boolean primary key default true check (only_row), /* @data category=state */
  key_check bytea not null                   /* @data category=key (tells a wrong installation key before it seals anything) */
);
