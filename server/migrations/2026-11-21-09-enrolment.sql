-- Projection of the double-report facts: reports that stand now. Rebuilt by `muster rebuild`.
create table report_in (
  tenant      text not null,
  fact_id     uuid not null,
  person_id   uuid not null,
  reported_as text not null check (reported_as in ('residence', 'partner')),
  territory   text not null,
  unit_id     uuid not null,
  incident_id uuid,
  note        text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (tenant, fact_id)
);
create index report_in_person on report_in (tenant, person_id);
create index report_in_territory on report_in (tenant, territory);
create index report_in_unit on report_in (tenant, unit_id);
