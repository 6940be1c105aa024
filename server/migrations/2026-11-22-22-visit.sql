-- Visits: the doors of buildings, sweeps over them, and what came of each. A door holds no name.

create table household (
  tenant   text not null,
  id       uuid not null,
  site_id  uuid not null,
  stair    text not null,                          -- empty where a building has one only
  floor    int not null,
  number   text not null,
  added_at timestamptz not null,
  gone_at  timestamptz,                            -- it is no more; what was counted before stays
  primary key (tenant, id),
  foreign key (tenant, site_id) references site (tenant, id)
);
create unique index household_door on household (tenant, site_id, stair, number) where gone_at is null;

create table sweep (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  post_id     uuid not null,                       -- whoever stands there does it
  name        text not null,
  attempts    int not null check (attempts between 1 and 3),
  register_id uuid,                                -- what is asked at a door
  code        text not null,                       -- printed at the post: with it a list is taken over
  closed_at   timestamptz,
  version     int not null,
  created_at  timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, post_id) references post (tenant, id),
  foreign key (tenant, register_id) references register (tenant, id)
);
create index sweep_incident on sweep (tenant, incident_id);
create index sweep_post on sweep (tenant, post_id);

create table sweep_site (
  tenant   text not null,
  sweep_id uuid not null,
  site_id  uuid not null,
  primary key (tenant, sweep_id, site_id),
  foreign key (tenant, sweep_id) references sweep (tenant, id),
  foreign key (tenant, site_id) references site (tenant, id)
);

-- What follows are projections of facts.
create table visit (
  tenant       text not null,
  id           uuid not null,
  sweep_id     uuid not null,
  household_id uuid not null,
  outcome      text not null,
  at           timestamptz not null,               -- when the device says it was
  heard_at     timestamptz not null,
  account_id   uuid,
  entry_id     uuid,                               -- the answers to the sweep's questions
  people       int,
  note_left    boolean not null,
  held         text,                               -- why it settles nothing
  ended_at     timestamptz,                        -- corrected or taken back
  primary key (tenant, id)
);
create index visit_sweep on visit (tenant, sweep_id, household_id);

create table claim (
  tenant     text not null,
  id         uuid not null,
  sweep_id   uuid not null,
  site_id    uuid not null,
  stair      text not null,
  account_id uuid,
  heard_at   timestamptz not null,
  over       boolean not null,                     -- taken from whoever held it
  said       uuid[] not null,                      -- doors said to be done, of which nothing was heard
  ended_at   timestamptz,
  primary key (tenant, id)
);
create index claim_list on claim (tenant, sweep_id, site_id, stair);

create table excuse (
  tenant       text not null,
  id           uuid not null,
  sweep_id     uuid not null,
  household_id uuid not null,
  reason       text not null,
  heard_at     timestamptz not null,
  primary key (tenant, id)
);
create index excuse_sweep on excuse (tenant, sweep_id);

create table recheck (
  tenant       text not null,
  draw_id      uuid not null,
  household_id uuid not null,
  sweep_id     uuid not null,
  seed         text not null,
  drawn_at     timestamptz not null,
  agrees       boolean,
  heard_at     timestamptz,                        -- when it was looked at again
  primary key (tenant, draw_id, household_id)
);
create index recheck_sweep on recheck (tenant, sweep_id);
