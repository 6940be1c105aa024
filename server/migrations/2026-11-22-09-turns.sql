-- A phone claims, what was seen counts: when somebody had said to be there, where they were seen only later.
alter table turn add column claimed_at timestamptz;

-- Whoever still stands somewhere is looked for with every fact of theirs.
create index turn_open on turn (tenant, person_id) where state = 'on';
