/*
 * A letter's number is the right to delete it, so it lies here as a keyed index alone. The id of its row, which was the
 * number before, stays as what the operator knows it by. Of letters from before the number leads to nothing any more: no
 * installation had any that mattered, and a database cannot make a keyed index, so they are given random ones.
 */
alter table messages add column number_index bytea not null unique default sha256(gen_random_uuid()::text::bytea);
alter table messages alter column number_index drop default;
alter table reports add column number_index bytea not null unique default sha256(gen_random_uuid()::text::bytea);
alter table reports alter column number_index drop default;
