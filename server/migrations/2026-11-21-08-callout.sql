create table call_out (
  tenant           text not null,
  id               uuid not null,
  incident_id      uuid,
  kind             text not null,
  basis            text not null check (basis in ('DUTY_ORDER', 'VOLUNTARY')),
  selection        text not null,
  state            text not null,
  title            text not null,
  body             text not null,
  issuers          text[] not null,
  ordered_by       text,
  audience         jsonb not null,
  quota            int not null check (quota > 0),
  deadline         timestamptz,
  hold_minutes     int not null,
  muster_point     text,
  muster_territory text,
  muster_at        timestamptz,
  wave             int not null,
  first_wave       uuid,                           -- the call of wave 1; null on wave 1 itself
  owner_unit       uuid,                           -- who issued it: a unit, a territory, or (both null) the city
  owner_territory  text,
  link             text not null,                  -- public and unguessable
  created_at       timestamptz not null,
  published_at     timestamptz,
  selected_at      timestamptz,                    -- when the desk made the selection of a ranked call
  ended_at         timestamptz,
  departed_at      timestamptz,
  version          int not null,
  primary key (tenant, id),
  unique (tenant, link),
  foreign key (tenant, incident_id) references incident (tenant, id)
);

-- A duty order is never turned into a voluntary call, nor back: the basis cannot be written twice.
revoke update on call_out from muster_app;
grant update (state, kind, selection, title, body, issuers, ordered_by, audience, quota, deadline, hold_minutes, muster_point, muster_territory, muster_at,
  published_at, selected_at, ended_at, departed_at, version) on call_out to muster_app;

-- Every version that was ever shown.
create table call_version (
  tenant     text not null,
  call_id    uuid not null,
  version    int not null,
  at         timestamptz not null,
  account_id uuid not null,
  content    jsonb not null,
  primary key (tenant, call_id, version),
  foreign key (tenant, call_id) references call_out (tenant, id)
);
revoke update, delete on call_version from muster_app;

-- The places of a call, 1 to quota. A seat must sit on one, and a place holds one seat: no overbooking by construction.
create table call_place (
  tenant  text not null,
  call_id uuid not null,
  place   int not null check (place > 0),
  primary key (tenant, call_id, place),
  foreign key (tenant, call_id) references call_out (tenant, id)
);

-- Projection of the callout facts: where each person stands now. Rebuilt by `muster rebuild`.
create table seat (
  tenant       text not null,
  call_id      uuid not null,
  person_id    uuid not null,
  state        text not null check (state in ('signed-up', 'confirmed', 'held', 'reserve', 'withdrawn', 'declined', 'stood-down')),
  place        int,
  rank         int,
  held_until   timestamptz,
  signed_up_at timestamptz not null,
  arrival      bigint not null,                    -- seq of the sign-up: the order of arrival
  via          text not null,
  fit          boolean not null,
  note         text,
  lapsed       boolean not null,                   -- a hold ran out unanswered: not asked again for the same vacancy
  weighed      jsonb,                              -- what a ranked selection looked at; null where arrival decided
  muster       boolean,
  departure    boolean,
  primary key (tenant, call_id, person_id),
  -- Checked per statement, because a batch of facts may hand a place from one person to the next.
  unique (tenant, call_id, place) deferrable initially immediate,
  unique (tenant, call_id, rank) deferrable initially immediate,
  -- Checked at the commit, because a rebuild passes through places that were given back since.
  foreign key (tenant, call_id, place) references call_place (tenant, call_id, place) deferrable initially deferred,
  check ((place is not null) = (state in ('confirmed', 'held'))),
  check ((rank is not null) = (state = 'reserve')),
  check ((held_until is not null) = (state = 'held'))
);
create index seat_person on seat (tenant, person_id);
create index seat_held on seat (tenant, held_until) where held_until is not null;

create table offer (
  tenant       text not null,
  id           uuid not null,
  call_id      uuid not null,
  at           timestamptz not null,
  name         text not null,
  volunteer_no text,
  unit         text,
  phone        text,
  note         text,
  state        text not null check (state in ('waiting', 'accepted', 'thanked')),
  person_id    uuid,
  decided_by   uuid,
  decided_at   timestamptz,
  primary key (tenant, id),
  foreign key (tenant, call_id) references call_out (tenant, id)
);
create index offer_call on offer (tenant, call_id, state);
