-- Frozen bulletins: figures as they were known then. Insert-only by privilege; a correction is a new bulletin.
create table bulletin (
  tenant       text not null,
  id           uuid not null,
  number       text not null,
  title        text not null,
  incident_id  uuid,
  as_of        timestamptz not null,
  frozen_at    timestamptz not null,
  frozen_by    text not null,
  content      jsonb not null,
  rule_version text not null,
  digest       text not null,                      -- SHA-256 over the canonical JSON, hex
  primary key (tenant, id),
  unique (tenant, number)
);
create index bulletin_frozen on bulletin (tenant, frozen_at desc);
revoke update, delete on bulletin from muster_app;
