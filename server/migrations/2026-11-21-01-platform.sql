-- The ground: tenants, the application's role, and requests that may be repeated.
-- Every table has `tenant` first in every key, so that many cities share an installation and a sharded database keeps
-- each city in one place.

-- The server works as this role. It owns nothing, so what is not granted to it cannot happen, whatever the code does.
do $$ begin
  if not exists (select from pg_roles where rolname = 'muster_app') then create role muster_app nologin; end if;
end $$;
grant muster_app to current_user;
grant usage on schema public to muster_app;
alter default privileges in schema public grant select, insert, update, delete on tables to muster_app;
alter default privileges in schema public grant usage on sequences to muster_app;

create table tenant (
  tenant      text primary key check (tenant ~ '^[a-z][a-z0-9-]{1,30}$'),
  name        text not null,
  zone        text not null,                       -- IANA zone in which days are counted
  rehearsal   boolean not null,                    -- set at birth, never changed: only a rehearsal may set its clock
  clock_at    timestamptz,                         -- a rehearsal's clock showed this …
  clock_set   timestamptz,                         -- … at this real instant …
  clock_speed double precision,                    -- … and moves this many seconds per real second
  badge_key   bytea not null,                      -- signs badges; replace it and all badges are void
  created_at  timestamptz not null
);
-- A city is not removed, and what it was born with is not written twice.
revoke update, delete on tenant from muster_app;
grant update (name, clock_at, clock_set, clock_speed) on tenant to muster_app;

-- First answers, kept so that a repeated request gets the same one. Swept after a day.
create table idempotency (
  tenant         text not null,
  account_id     uuid not null,
  key            text not null,
  request_digest text not null,
  answer         jsonb not null,
  at             timestamptz not null,
  primary key (tenant, account_id, key)
);
create index idempotency_at on idempotency (tenant, at);
