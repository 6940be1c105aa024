-- Control zones (管控): a level over a place, with measures, legal basis, end and review date; and who answers for what.
create table control (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  territory   text not null,
  name        text not null,
  scale       text not null,                       -- key of a scale of the hazard pack: 'risk', 'closure' …
  level       text,                                -- key of a level of that scale; null while it is only prepared
  measures    text[] not null,
  basis       text,
  issuer      text,
  contact     text,                                -- a desk, not a person
  since       timestamptz,                         -- since when the level holds
  ends_on     date,
  review_on   date,                                -- through this day it holds; renewed by then, or it has lapsed
  version     int not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code),
  check (level is null or (since is not null and ends_on is not null and review_on is not null
                           and basis is not null and issuer is not null))
);
create index control_territory on control (tenant, territory);
create index control_incident on control (tenant, incident_id);

-- The buildings and compounds in it.
create table control_site (
  tenant     text not null,
  control_id uuid not null,
  site_id    uuid not null,
  since      timestamptz not null,
  primary key (tenant, control_id, site_id),
  foreign key (tenant, control_id) references control (tenant, id),
  foreign key (tenant, site_id) references site (tenant, id)
);
create index control_site_site on control_site (tenant, site_id);

-- What happened to it, in order; nothing in it is ever changed.
create table control_entry (
  tenant     text not null,
  id         uuid not null,
  control_id uuid not null,
  at         timestamptz not null,
  what       text not null,
  level      text,                                 -- the level from then on
  measures   text[] not null,                      -- what was in force from then on, in full
  basis      text,
  issuer     text,
  ends_on    date,
  review_on  date,
  zh         text not null,
  en         text not null,
  by         text not null,
  batch_id   uuid,
  primary key (tenant, id),
  foreign key (tenant, control_id) references control (tenant, id),
  foreign key (tenant, batch_id) references batch (tenant, id)
);
create index control_entry_at on control_entry (tenant, control_id, at);
revoke update, delete on control_entry from muster_app;

-- Posts that a level of control made.
alter table post add column control_id uuid;
alter table post add foreign key (tenant, control_id) references control (tenant, id);
create index post_control on post (tenant, control_id) where control_id is not null;
create index post_site_at on post (tenant, site_id) where site_id is not null;
create index batch_made on batch (tenant, made_at);

-- Who answers for a place, a site, a post or a control zone. Ended, never deleted.
create table answering (
  tenant    text not null,
  id        uuid not null,
  person_id uuid not null,
  kind      text not null check (kind in ('owner', 'linked', 'answers')),
  what      text not null check (what in ('territory', 'site', 'post', 'control')),
  what_id   text not null,                         -- a territory's code, or the id as text
  since     timestamptz not null,
  until     timestamptz,
  named_by  uuid,
  primary key (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create unique index answering_once on answering (tenant, what, what_id, kind, person_id) where until is null;
create unique index answering_owner on answering (tenant, what, what_id) where until is null and kind = 'owner';
create index answering_person on answering (tenant, person_id);
