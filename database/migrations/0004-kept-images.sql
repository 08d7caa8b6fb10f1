/* Which images a person's own device has for good; the server's copies are gone. */
alter table generations add column kept_images smallint[] not null default '{}';
