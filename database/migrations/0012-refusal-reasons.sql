/* A request that was refused says why. */
alter table rights_requests
  add column reason text check (reason in ('identity-not-shown', 'unfounded-or-excessive', 'law-asks-to-keep', 'rights-of-others')),
  add check ((outcome is not distinct from 'refused') = (reason is not null));
