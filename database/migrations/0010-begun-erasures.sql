/* An erasure that was begun is told from a request that waits for its answer. */
alter table rights_requests add column begun_at timestamptz;
update rights_requests set begun_at = received_at where kind = 'erase-account' and answered_at is null;
