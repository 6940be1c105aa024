-- What a desk does by a slip can be undone: a door comes back on the roll, an excuse ends.
alter table household add column away tstzmultirange not null default '{}';  -- when it was off the roll before it was put back
alter table excuse add column ended_at timestamptz;
