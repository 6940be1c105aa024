-- Units, people, teams. No ID numbers, no street addresses, no health records: see the field register.
create table unit (
  tenant     text not null,
  id         uuid not null,
  code       text not null,
  name       text not null,
  kind       text not null,
  parent     uuid,
  path       text not null,                        -- ids from the top down, each followed by '/'
  version    int not null,
  created_at timestamptz not null,
  primary key (tenant, id),
  unique (tenant, code),
  foreign key (tenant, parent) references unit (tenant, id)
);
create index unit_path on unit (tenant, path text_pattern_ops);

-- 共建社区: communities partnered with a unit, where its people may report beside their residence.
create table unit_partner (
  tenant    text not null,
  unit_id   uuid not null,
  territory text not null,
  primary key (tenant, unit_id, territory),
  foreign key (tenant, unit_id) references unit (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);

create table person (
  tenant       text not null,
  id           uuid not null,
  volunteer_no text not null,
  name         text not null,
  pinyin       text not null,                      -- for search: full pinyin and initials
  unit_id      uuid not null,
  phone        text,
  residence    text,
  skills       text[] not null,
  availability text not null,
  on_call      boolean not null,
  light_duty   boolean not null,
  version      int not null,
  joined_at    timestamptz not null,
  changed_at   timestamptz not null,
  left_at      timestamptz,
  import_id    uuid,                               -- the import that wrote it last, for undo
  primary key (tenant, id),
  unique (tenant, volunteer_no),
  foreign key (tenant, unit_id) references unit (tenant, id),
  foreign key (tenant, residence) references territory (tenant, code)
);
create index person_unit on person (tenant, unit_id);
create index person_residence on person (tenant, residence);

create table exemption (
  tenant      text not null,
  id          uuid not null,
  person_id   uuid not null,
  reason      text not null check (reason in ('on-duty', 'village-posting', 'leave')),
  from_day    date not null,
  until_day   date,
  approver    uuid not null,
  approved_at timestamptz not null,
  ended_at    timestamptz,
  primary key (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create index exemption_person on exemption (tenant, person_id);

create table team (
  tenant    text not null,
  id        uuid not null,
  name      text not null,
  kind      text not null,
  parent    uuid,
  path      text not null,
  unit_id   uuid,
  territory text,
  charter   text,
  call_id   uuid,                                  -- the call it was formed from
  version   int not null,
  formed_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, parent) references team (tenant, id),
  foreign key (tenant, unit_id) references unit (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);
create index team_path on team (tenant, path text_pattern_ops);

create table team_member (
  tenant    text not null,
  team_id   uuid not null,
  person_id uuid not null,
  roles     text[] not null,
  since     timestamptz not null,
  primary key (tenant, team_id, person_id),
  foreign key (tenant, team_id) references team (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create index team_member_person on team_member (tenant, person_id);

-- An uploaded roster: previewed, applied, perhaps undone. `plan` holds what will be written, `before` what was there.
create table people_import (
  tenant     text not null,
  id         uuid not null,
  file_name  text not null,
  file       bytea not null,
  state      text not null check (state in ('preview', 'applied', 'undone')),
  unit_id    uuid,                                 -- the unit the importer answers for; null for the city
  account_id uuid not null,
  at         timestamptz not null,
  counts     jsonb not null,
  errors     jsonb not null,
  plan       jsonb not null,
  before     jsonb,
  primary key (tenant, id)
);
create index people_import_at on people_import (tenant, at);

create table message (
  tenant    text not null,
  id        uuid not null,
  person_id uuid not null,
  at        timestamptz not null,
  topic     text not null,                         -- `call/<id>`: opens it
  zh        text not null,
  en        text not null,
  read_at   timestamptz,
  primary key (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create index message_person on message (tenant, person_id, at desc);
create index message_topic on message (tenant, topic);
