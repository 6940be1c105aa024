-- Where people stand, when, and who: sites, posts, shifts, assignments. Plans: what happened there is told by facts.
-- An exclusion constraint over a person and a span of time needs equality in GiST; the extension is part of PostgreSQL.
create extension if not exists btree_gist;

-- Places smaller than a community: compounds, buildings, testing sites, checkpoints. No household, no resident.
create table site (
  tenant     text not null,
  id         uuid not null,
  territory  text not null,                        -- the community, or the street for what belongs to none
  kind       text not null,
  name       text not null,
  parent     uuid,                                 -- a building's compound
  households int,
  version    int not null,
  created_at timestamptz not null,
  closed_at  timestamptz,
  primary key (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code),
  foreign key (tenant, parent) references site (tenant, id)
);
create index site_territory on site (tenant, territory);
create index site_parent on site (tenant, parent) where parent is not null;

-- What was made with one act (a template laid out over days, a change of level), so that it can be taken back as one.
create table batch (
  tenant    text not null,
  id        uuid not null,
  what      text not null,                         -- 'shifts', 'posts', 'level'
  zh        text not null,
  en        text not null,
  made_by   uuid,
  made_at   timestamptz not null,
  undone_at timestamptz,
  primary key (tenant, id)
);

create table post (
  tenant          text not null,
  id              uuid not null,
  incident_id     uuid,
  territory       text not null,                   -- who commands there: territory owns the post, unit owns the person
  site_id         uuid,                            -- where it stands, if at one place smaller than a community
  kind            text not null,                   -- key of the hazard pack's post, or the city's own word
  name            text not null,
  danger          boolean not null,                -- nobody without insurance (志愿服务条例 2017, art. 17)
  command         boolean not null,                -- a command seat: never empty while it is open
  skills          text[] not null,                 -- everybody there has one of them; empty: anybody
  equipment       text[] not null,
  checklist       text[] not null,                 -- ticked before it opens
  report_minutes  int not null check (report_minutes between 0 and 240),
  briefing        text,
  suit_minutes    int check (suit_minutes between 30 and 480), -- longest spell in a protective suit; null: none is worn
  closes_when     text,                            -- the condition that closes it (“queue empty”); null: by the clock
  team_id         uuid,                            -- whose captain leads there
  state           text not null check (state in ('open', 'closed')),
  batch_id        uuid,
  version         int not null,
  created_at      timestamptz not null,
  closed_at       timestamptz,
  closed_why      text,
  primary key (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code),
  foreign key (tenant, site_id) references site (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, team_id) references team (tenant, id),
  foreign key (tenant, batch_id) references batch (tenant, id)
);
create index post_territory on post (tenant, territory);
create index post_batch on post (tenant, batch_id) where batch_id is not null;

-- Which sites a post serves: 14 gates for 25 compounds, each with exactly one open gate.
create table post_site (
  tenant  text not null,
  post_id uuid not null,
  site_id uuid not null,
  primary key (tenant, post_id, site_id),
  foreign key (tenant, post_id) references post (tenant, id),
  foreign key (tenant, site_id) references site (tenant, id)
);
create index post_site_site on post_site (tenant, site_id);

-- A need with its hours: at this post, in this role, so many people from then to then.
create table shift (
  tenant     text not null,
  id         uuid not null,
  post_id    uuid not null,
  role       text not null,                        -- 'member', 'leader', or the post's own word
  skills     text[] not null,                      -- beside those of the post
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,                 -- for open ends the planned one: relief is offered from then on
  day        date not null,                        -- the tenant's day on which it starts: a night belongs to its evening
  open_end   boolean not null,                     -- ends when the post closes, not by the clock
  people     int not null check (people > 0),      -- how many are needed
  standby    int not null check (standby >= 0),    -- how many more are asked to be ready
  cancelled  boolean not null,
  batch_id   uuid,
  version    int not null,
  created_at timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, post_id) references post (tenant, id),
  foreign key (tenant, batch_id) references batch (tenant, id),
  check (ends_at > starts_at)
);
create index shift_post on shift (tenant, post_id, starts_at);
create index shift_time on shift (tenant, starts_at) where not cancelled;
create index shift_batch on shift (tenant, batch_id) where batch_id is not null;

-- Who is meant to stand there. Ended, never deleted. Two posts cannot hold one person at overlapping times.
create table assignment (
  tenant      text not null,
  id          uuid not null,
  shift_id    uuid not null,
  person_id   uuid not null,
  span        tstzrange not null,                  -- from reporting to the end: [starts_at − report_minutes, ends_at)
  standby     boolean not null,
  basis       text not null check (basis in ('DUTY_ORDER', 'VOLUNTARY')),
  source      text not null check (source in ('rota', 'desk', 'refill', 'swap', 'offer')),
  assigned_by uuid,                                -- null: by the rota, or by the person's own consent
  assigned_at timestamptz not null,
  told_at     timestamptz,
  ended_at    timestamptz,
  ended_why   text check (ended_why in ('taken-off', 'swapped', 'gave-away', 'no-show', 'relieved', 'cancelled', 'stood-down')),
  version     int not null,
  primary key (tenant, id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id),
  constraint one_place_at_a_time exclude using gist (tenant with =, person_id with =, span with &&)
    where (ended_at is null and not standby)
);
create unique index assignment_once on assignment (tenant, shift_id, person_id) where ended_at is null;
create index assignment_person on assignment (tenant, person_id, assigned_at);
