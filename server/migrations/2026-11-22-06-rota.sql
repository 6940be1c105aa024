-- Rotas: some posts for some days and the people who may stand there; one draft, the versions that were published, the engine's work.
create table rota (
  tenant       text not null,
  id           uuid not null,
  territory    text not null,                      -- whose it is
  name         text not null,
  days         daterange not null,
  call_ids     uuid[] not null,                    -- the pool: confirmed seats of these calls,
  team_ids     uuid[] not null,                    -- members of these teams and below,
  unit_ids     uuid[] not null,                    -- people of these units and below,
  territories  text[] not null,                    -- people reported in at these places and below
  settings     jsonb not null,
  wishes       jsonb not null,
  draft        int not null,                       -- counts changes of the draft: publishing asks which one was seen
  published    int not null,                       -- number of the newest version; 0: none
  published_at timestamptz,
  version      int not null,
  created_at   timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code),
  check (not isempty(days))
);
create index rota_territory on rota (tenant, territory);

-- A post is planned by one rota on a day, whatever the code does.
create table rota_post (
  tenant  text not null,
  rota_id uuid not null,
  post_id uuid not null,
  days    daterange not null,                      -- those of the rota
  primary key (tenant, rota_id, post_id),
  foreign key (tenant, rota_id) references rota (tenant, id),
  foreign key (tenant, post_id) references post (tenant, id),
  constraint one_rota_a_day exclude using gist (tenant with =, post_id with =, days with &&)
);
create index rota_post_post on rota_post (tenant, post_id);

-- A cell of the draft: what differs on one shift from what is published. So what happens to the published meanwhile (a swap, a refill)
-- stays, and publishing empties the cell.
create table draft_cell (
  tenant        text not null,
  shift_id      uuid not null,
  rota_id       uuid not null,
  version       int not null,
  adds          uuid[] not null,
  drops         uuid[] not null,
  standby_adds  uuid[] not null,
  standby_drops uuid[] not null,
  fixed         boolean not null,                  -- the engine leaves it alone
  reasons       jsonb not null,                    -- of the engine: why these people; by id of the person
  set_by        uuid,                              -- null: by the engine
  set_at        timestamptz not null,
  primary key (tenant, shift_id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, rota_id) references rota (tenant, id)
);
create index draft_cell_rota on draft_cell (tenant, rota_id);

-- What was published, for ever: shifts as they were, and people by id.
create table rota_version (
  tenant     text not null,
  rota_id    uuid not null,
  number     int not null,
  at         timestamptz not null,
  account_id uuid not null,
  content    jsonb not null,
  digest     text not null,
  added      int not null,
  removed    int not null,
  told       int not null,
  primary key (tenant, rota_id, number),
  foreign key (tenant, rota_id) references rota (tenant, id)
);
revoke update, delete on rota_version from muster_app;

-- The engine at work: waiting until a server takes it, and what it says on the way.
create table rota_build (
  tenant     text not null,
  id         uuid not null,
  rota_id    uuid not null,
  state      text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'broken-off', 'failed')),
  settings   jsonb not null,
  asked      text check (asked in ('keep', 'drop')), -- somebody ends it: with what it has, or without
  server     uuid,                                 -- which server's thread it is
  beat_at    timestamptz,                          -- its last sign of life, by the real clock
  progress   jsonb,
  gaps       jsonb not null,
  left_alone int,                                  -- cells that people changed meanwhile
  started_by uuid not null,
  started_at timestamptz not null,
  ended_at   timestamptz,
  version    int not null,
  primary key (tenant, id),
  foreign key (tenant, rota_id) references rota (tenant, id)
);
create unique index rota_build_once on rota_build (tenant, rota_id) where state in ('waiting', 'running');
create index rota_build_rota on rota_build (tenant, rota_id, started_at);

-- A person's shifts in their own calendar; the link itself is kept by nobody.
create table calendar_feed (
  tenant     text not null,
  token_hash text not null,
  person_id  uuid not null,
  made_at    timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant, token_hash),
  foreign key (tenant, person_id) references person (tenant, id)
);
create unique index calendar_feed_person on calendar_feed (tenant, person_id) where revoked_at is null;

-- Somebody's plan around a week: a year of assignments stands beside it.
create index assignment_person_end on assignment (tenant, person_id, upper(span)) where ended_at is null;
create index assignment_shift on assignment (tenant, shift_id);
