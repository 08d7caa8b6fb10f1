alter table rights_requests add unreadable_at timestamptz;
