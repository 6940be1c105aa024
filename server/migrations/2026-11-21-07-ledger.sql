-- The ledger: what happened, as devices said it and in the order we heard it. Insert-only by privilege: the
-- application's role may read and add, nothing else. A correction is a later fact that supersedes.
create table fact (
  tenant      text not null,
  id          uuid not null,                       -- UUIDv7 made by the device: sending twice is harmless
  seq         bigint generated always as identity, -- order of hearing
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
);
create unique index fact_seq on fact (tenant, seq);
create index fact_kind on fact (tenant, kind, recorded_at);
create index fact_supersedes on fact (tenant, supersedes) where supersedes is not null;
create index fact_subject on fact (tenant, subject_id, seq) where subject_id is not null;
create index fact_person on fact (tenant, person_id) where person_id is not null;
revoke update, delete on fact from muster_app;

-- The newest stamp. Its row is the single writer's lock: whoever holds it decides, in order of arrival.
create table ledger_clock (
  tenant  text primary key,
  last_at timestamptz not null
);
revoke delete on ledger_clock from muster_app;
