-- The ledger in parts by time. A fact's id is a UUIDv7 and so begins with the instant at which it was made: partitions
-- are ranges of ids, one a month. So an id is unique over all of them by the primary key itself, looking one up opens a
-- single partition, and what has outlived its purpose goes by dropping a table. Ids from outside the months that exist
-- (a device with a clock far off, a rehearsal of another year) lie in `fact_other`.
alter table fact rename to fact_before;
alter table fact_before rename constraint fact_pkey to fact_before_pkey;
drop index fact_seq, fact_kind, fact_supersedes, fact_subject, fact_person;

create table fact (
  tenant      text not null,
  id          uuid not null,                       -- UUIDv7 made by the device: sending twice is harmless
  seq         bigint not null,                     -- order of hearing: 1, 2, 3 … of the tenant, given by ledger_clock
  kind        text not null,
  occurred_at timestamptz not null,                -- by the device's clock
  recorded_at timestamptz not null,                -- by ours, never going back: what “as of” filters on
  person_id   uuid,
  territory   text,
  unit_id     uuid,
  incident_id uuid,
  subject_id  uuid,                                -- the call, post or other thing it is about
  supersedes  uuid,
  account_id  uuid,                                -- who sent it; null when the server decided
  payload     jsonb not null,
  primary key (tenant, id)
) partition by range (id);
create table fact_other partition of fact default;
revoke update, delete on fact, fact_other from muster_app;

-- Opens the months around an instant: one back, three ahead. The server may ask for it, and may do nothing else to
-- tables. A month of which ids already lie in `fact_other` stays there.
create function open_fact_months(around timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date; low uuid; high uuid; part text;
begin
  for ahead in -1..3 loop
    first := date_trunc('month', around at time zone 'UTC') + make_interval(months => ahead);
    part := 'fact_' || to_char(first, 'YYYY_MM');
    low := first_id_at(first);
    high := first_id_at((first + interval '1 month')::date);
    continue when to_regclass(part) is not null or exists (select 1 from fact_other where id >= low and id < high);
    execute format('create table %I partition of fact for values from (%L) to (%L)', part, low, high);
    execute format('revoke update, delete on %I from muster_app', part);
  end loop;
end $$;
create function first_id_at(day date) returns uuid language sql immutable return
  (substr(lpad(to_hex((extract(epoch from day) * 1000)::bigint), 12, '0'), 1, 8) || '-'
    || substr(lpad(to_hex((extract(epoch from day) * 1000)::bigint), 12, '0'), 9, 4) || '-0000-0000-000000000000')::uuid;
revoke execute on function open_fact_months(timestamptz) from public;
grant execute on function open_fact_months(timestamptz) to muster_app;
select open_fact_months(now());

insert into fact (tenant, id, seq, kind, occurred_at, recorded_at, person_id, territory, unit_id, incident_id, subject_id, supersedes, account_id, payload)
select tenant, id, seq, kind, occurred_at, recorded_at, person_id, territory, unit_id, incident_id, subject_id, supersedes, account_id, payload
  from fact_before;

-- The newest stamp and number. Its row is the single writer's lock: whoever holds it decides, in order of arrival.
alter table ledger_clock add column last_seq bigint not null default 0;
update ledger_clock c set last_seq = coalesce((select max(seq) from fact_before f where f.tenant = c.tenant), 0);
drop table fact_before;

-- Every index is paid for by each fact. As-of counts and rebuilds read one kind in order of hearing …
create index fact_heard on fact (tenant, kind, recorded_at, seq);
-- … what a person did is asked for one person, what supersedes and what concerns a thing by that id.
create index fact_person on fact (tenant, person_id) where person_id is not null;
create index fact_supersedes on fact (tenant, supersedes) where supersedes is not null;
create index fact_subject on fact (tenant, subject_id, seq) where subject_id is not null;
