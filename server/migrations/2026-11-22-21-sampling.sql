-- Sampling: rounds, tubes, boxes, recalls, residents and their codes. What was done is told by facts; names stand apart and are erased.

create table sampling_round (
  tenant         text not null,
  id             uuid not null,
  incident_id    uuid not null,
  territory      text not null,                    -- who keeps it
  name           text not null,
  territories    text[] not null,                  -- whose residents are called
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  tube_size      int not null check (tube_size in (1, 5, 10, 20)),
  same_household boolean not null,                 -- one household in one tube where room allows
  late_minutes   int not null check (late_minutes between 30 and 2880), -- from the first sample of a tube to the laboratory
  kept_days      int not null check (kept_days between 0 and 90),       -- names, from the end of the round
  salt           bytea,                            -- of the digests of who was sampled; null once erased
  closed_at      timestamptz,
  erased_at      timestamptz,
  version        int not null,
  created_at     timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);
create index sampling_round_incident on sampling_round (tenant, incident_id);

-- Where samples are taken, and whom each place calls in which order.
create table sampling_post (
  tenant   text not null,
  round_id uuid not null,
  post_id  uuid not null,
  batches  jsonb not null,                         -- [{name, people}] in the order of calling
  called   int not null,                           -- so many of them were called
  moved_at timestamptz,
  version  int not null,
  primary key (tenant, round_id, post_id),
  foreign key (tenant, round_id) references sampling_round (tenant, id),
  foreign key (tenant, post_id) references post (tenant, id)
);
create index sampling_post_post on sampling_post (tenant, post_id);

-- A sample: a projection of facts. Of the person it holds a digest that is worth nothing without the round's salt.
create table sample (
  tenant     text not null,
  id         uuid not null,
  round_id   uuid not null,
  tube       text not null,
  post_id    uuid not null,
  territory  text not null,
  at         timestamptz not null,                 -- when the device says it was taken
  heard_at   timestamptz not null,
  account_id uuid,
  who        text not null,
  home       text,
  via        text not null,
  waits      text,                                 -- why it was held whatever its tube says
  settled_at timestamptz,                          -- somebody let it count
  ended_at   timestamptz,                          -- taken back, moved to another tube, or to be taken again: from then on
  state      text not null check (state in ('stands', 'held', 'again', 'withdrawn', 'moved')),
  held       text,
  outcome    text,                                 -- of the last call, when its tube was recalled
  outcome_at timestamptz,
  primary key (tenant, id)
);
create index sample_tube on sample (tenant, round_id, tube);
create index sample_post on sample (tenant, round_id, post_id, heard_at);
create index sample_who on sample (tenant, round_id, who);
create index sample_open on sample (tenant, round_id) where state in ('held', 'again');

create table sample_private (
  tenant      text not null,
  sample_id   uuid not null,
  round_id    uuid not null,
  resident_id uuid,
  name        text,
  door        text,
  primary key (tenant, sample_id),
  foreign key (tenant, round_id) references sampling_round (tenant, id)
);
create index sample_private_round on sample_private (tenant, round_id);

-- A tube under the label that is printed on it: a projection of facts.
create table tube (
  tenant       text not null,
  round_id     uuid not null,
  tube         text not null,
  post_id      uuid not null,
  territory    text not null,
  samples      int not null,                       -- that stand in it
  waiting      int not null,
  first_at     timestamptz,
  sealed_at    timestamptz,
  sealed_heard timestamptz,
  box          text,
  result       text check (result in ('clear', 'again')),
  result_at    timestamptz,
  recall_id    uuid,                               -- the recall that stands
  recalled_at  timestamptz,
  primary key (tenant, round_id, tube)
);
create index tube_post on tube (tenant, post_id, first_at);
create index tube_in_box on tube (tenant, round_id, box) where box is not null;
create unique index tube_recall on tube (tenant, recall_id) where recall_id is not null;

-- Who gave and who took a box on each way, and how many tubes each saw: a projection of facts.
create table tube_box (
  tenant    text not null,
  round_id  uuid not null,
  box       text not null,
  post_id   uuid not null,
  territory text not null,
  tubes     int not null,
  sealed_at timestamptz,
  hands     jsonb not null,                        -- {"car/gave": {"at", "tubes"}, ...}
  primary key (tenant, round_id, box)
);
create index tube_box_post on tube_box (tenant, post_id);

-- One caller at a time for each person of a recalled tube.
create table recall_claim (
  tenant     text not null,
  sample_id  uuid not null,
  recall_id  uuid not null,
  account_id uuid not null,
  until      timestamptz not null,
  primary key (tenant, sample_id)
);

-- Residents who are called to be sampled, with the door they share; erased after the incident.
create table resident (
  tenant       text not null,
  id           uuid not null,
  incident_id  uuid not null,
  household_id uuid not null,                      -- the same for all behind one door
  territory    text not null,
  building     text,
  door         text not null,
  name         text,                               -- null: only how many live there is known
  phone        text,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);
create index resident_household on resident (tenant, household_id);
create index resident_territory on resident (tenant, incident_id, territory, building, door);

-- With which printed codes are signed.
create table code_key (
  tenant      text not null,
  id          text not null,
  public_key  text not null,                       -- raw point, base64url: phones check with it
  private_key bytea not null,                      -- PKCS #8
  made_at     timestamptz not null,
  primary key (tenant, id)
);

create table resident_code (
  tenant       text not null,
  id           uuid not null,
  incident_id  uuid not null,
  key_id       text not null,
  kind         text not null check (kind in ('person', 'family')),
  household_id uuid not null,
  resident_id  uuid,
  request      uuid not null,                      -- of whoever printed it: asked again, the same codes come
  issued_at    timestamptz not null,
  revoked_at   timestamptz,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, key_id) references code_key (tenant, id)
);
create index resident_code_request on resident_code (tenant, request);
create index resident_code_household on resident_code (tenant, household_id);

-- Who cannot come and is visited; a line ends when a sample was taken there.
create table home_service (
  tenant     text not null,
  id         uuid not null,
  round_id   uuid not null,
  territory  text not null,
  asked_by   text not null check (asked_by in ('resident', 'family', 'community')),
  name       text,                                 -- null once erased
  door       text,
  asked_at   timestamptz not null,
  state      text not null check (state in ('open', 'served', 'dropped')),
  ended_at   timestamptz,
  primary key (tenant, id),
  foreign key (tenant, round_id) references sampling_round (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);
create index home_service_round on home_service (tenant, round_id, state);
