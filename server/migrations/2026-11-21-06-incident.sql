create table incident (
  tenant     text not null,
  id         uuid not null,
  kind       text not null,
  name       text not null,
  territory  text not null,
  level      text,
  phase      text,
  started_at timestamptz not null,
  opened_at  timestamptz not null,
  closed_at  timestamptz,
  version    int not null,
  primary key (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);

-- What happened to the incident, in order; corrections are new entries.
create table incident_entry (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  what        text not null,
  zh          text not null,
  en          text not null,
  by          text not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id)
);
create index incident_entry_at on incident_entry (tenant, incident_id, at);
revoke update, delete on incident_entry from muster_app;
