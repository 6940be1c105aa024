-- What happens at posts. Facts tell it; these tables are what they come to, and what somebody must see to.

-- One stretch of one person on one shift: a projection, computed from all facts of that person on that shift.
create table turn (
  tenant      text not null,
  id          uuid not null,                       -- of the fact it begins with
  shift_id    uuid not null,
  post_id     uuid not null,                       -- the shift's
  person_id   uuid not null,
  territory   text not null,
  state       text not null check (state in ('on', 'left', 'no-show', 'held')),
  came_at     timestamptz,
  left_at     timestamptz,
  via         text,
  proven      boolean not null,                    -- by a code that holds, or by the captain's word
  planned     boolean not null,
  due_at      timestamptz,                         -- when the person was to report
  why         text,
  breaks      jsonb not null,                      -- spells, [{from, to}]; the last one lasts where “to” is null
  suits       jsonb not null,
  break_since timestamptz,
  suit_since  timestamptz,
  stayed_at   timestamptz,                         -- the successor was absent, and somebody stayed
  stayed      text,
  handed_at   timestamptz,
  handed_note text,                                -- null: nothing to report
  handed_to   uuid,
  took_at     timestamptz,
  took_from   uuid,
  flags       text[] not null,
  primary key (tenant, id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create index turn_shift on turn (tenant, shift_id, person_id);
create index turn_person on turn (tenant, person_id, came_at);
create index turn_on on turn (tenant, post_id) where state = 'on';
create index turn_came on turn (tenant, came_at);

-- What was ticked before a shift opened, and what closed it: a projection.
create table opening (
  tenant     text not null,
  shift_id   uuid not null,
  ticked     jsonb not null,                       -- item → when
  closed_at  timestamptz,
  closed_why text,
  primary key (tenant, shift_id),
  foreign key (tenant, shift_id) references shift (tenant, id)
);

-- Something is wrong at a post until it is no longer true; it climbs until somebody sees to it.
create table alarm (
  tenant          text not null,
  id              uuid not null,
  kind            text not null,
  about           text not null,                   -- kind, shift and person: one thing is not said twice at a time
  post_id         uuid not null,
  shift_id        uuid,
  person_id       uuid,
  territory       text not null,
  since           timestamptz not null,
  step            text not null check (step in ('person', 'captain', 'street-desk', 'city-desk')),
  next_step_at    timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  cleared_at      timestamptz,
  primary key (tenant, id),
  foreign key (tenant, post_id) references post (tenant, id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create unique index alarm_once on alarm (tenant, about) where cleared_at is null;
create index alarm_shift on alarm (tenant, shift_id) where cleared_at is null;
create index alarm_post on alarm (tenant, post_id, since);

-- When to look at a shift again: the next instant at which time alone changes something there.
create table shift_watch (
  tenant   text not null,
  shift_id uuid not null,
  look_at  timestamptz not null,                   -- infinity: nothing is to be expected any more
  primary key (tenant, shift_id),
  foreign key (tenant, shift_id) references shift (tenant, id)
);
create index shift_watch_due on shift_watch (tenant, look_at);

-- Somebody was hurt, or asked for support. Confidential; what is wrong with the person is not asked.
create table care_case (
  tenant       text not null,
  id           uuid not null,                      -- of the fact
  shift_id     uuid not null,
  person_id    uuid not null,
  what         text not null check (what in ('injury', 'distress')),
  at           timestamptz not null,
  follow_up_on date not null,
  note         text,
  closed_at    timestamptz,
  version      int not null,
  primary key (tenant, id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create index care_case_open on care_case (tenant, follow_up_on) where closed_at is null;
create index care_case_shift on care_case (tenant, shift_id);
