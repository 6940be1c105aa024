-- What protects people on duty, what they are asked, and what is missing.

-- The city's own limits (core/roster/safety.ts); without a row, those of the house.
create table safety_limit (
  tenant  text not null,
  limits  jsonb not null,
  version int not null,
  set_at  timestamptz not null,
  primary key (tenant)
);

-- Insurance: a date, no policy. Nobody goes to a dangerous post without it.
create table cover (
  tenant    text not null,
  person_id uuid not null,
  until_day date not null,
  set_by    uuid not null,
  set_at    timestamptz not null,
  primary key (tenant, person_id),
  foreign key (tenant, person_id) references person (tenant, id)
);

-- A person's own word: yes or no, never why. Read by the guard alone.
create table fitness (
  tenant    text not null,
  person_id uuid not null,
  fit       boolean not null,
  said_at   timestamptz not null,
  primary key (tenant, person_id),
  foreign key (tenant, person_id) references person (tenant, id)
);

-- People are missing on a shift; others are asked in waves until enough have said yes.
create table shortage (
  tenant       text not null,
  id           uuid not null,
  shift_id     uuid not null,
  cause        text not null check (cause in ('gap', 'no-show', 'relief', 'injury', 'new-post')),
  people       int not null check (people > 0),
  found        int not null,
  needed_by    timestamptz not null,
  state        text not null check (state in ('open', 'filled', 'closed')),
  wave         int not null,
  next_wave_at timestamptz,                        -- null: the desk asks whom it chooses
  relieves     uuid,                               -- the assignment that ends when somebody comes
  raised_by    uuid,
  raised_at    timestamptz not null,
  ended_at     timestamptz,
  version      int not null,
  primary key (tenant, id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, relieves) references assignment (tenant, id),
  check (found between 0 and people)
);
create index shortage_shift on shortage (tenant, shift_id);
create index shortage_wave on shortage (tenant, next_wave_at) where state = 'open';
create index shortage_relieves on shortage (tenant, relieves) where relieves is not null;

-- An old team is woken, and everybody in it asked again.
create table renewal (
  tenant  text not null,
  id      uuid not null,
  team_id uuid not null,                           -- with all its groups
  at      timestamptz not null,
  until   timestamptz not null,
  why     text not null,
  by      uuid not null,
  primary key (tenant, id),
  foreign key (tenant, team_id) references team (tenant, id)
);
create index renewal_team on renewal (tenant, team_id, at desc);

create table renewed (
  tenant     text not null,
  renewal_id uuid not null,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (tenant, renewal_id, person_id),
  foreign key (tenant, renewal_id) references renewal (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id)
);
create index renewed_person on renewed (tenant, person_id);

-- One person is asked one thing until a time. There is no state for a no: `put_away` spares the person the question and
-- is forgotten when the ask is over, so that a no and no answer are the same for ever.
create table ask (
  tenant      text not null,
  id          uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('take', 'swap', 'give', 'join')),
  round_id    uuid not null,                       -- asks that were sent together: whoever is first may end the others
  shift_id    uuid,                                -- the shift to take
  shortage_id uuid,
  gives_id    uuid,                                -- swap, give: the assignment that is offered
  against_id  uuid,                                -- swap: the asked person's own
  renewal_id  uuid,                                -- join
  asked_by    uuid,                                -- the account; null: by time
  asked_at    timestamptz not null,
  until       timestamptz not null,
  state       text not null check (state in ('open', 'yes', 'over')),
  put_away    boolean not null,
  primary key (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id),
  foreign key (tenant, shift_id) references shift (tenant, id),
  foreign key (tenant, shortage_id) references shortage (tenant, id),
  foreign key (tenant, gives_id) references assignment (tenant, id),
  foreign key (tenant, against_id) references assignment (tenant, id),
  foreign key (tenant, renewal_id) references renewal (tenant, id),
  check (state = 'open' or not put_away)
);
create index ask_person on ask (tenant, person_id, asked_at desc);
create index ask_asked on ask (tenant, asked_at);
create index ask_open on ask (tenant, until) where state = 'open';
create index ask_round on ask (tenant, round_id);
create index ask_shift on ask (tenant, shift_id) where shift_id is not null;
create index ask_shortage on ask (tenant, shortage_id) where shortage_id is not null;
create index ask_gives on ask (tenant, gives_id) where gives_id is not null;
create index ask_against on ask (tenant, against_id) where against_id is not null;
create index ask_renewal on ask (tenant, renewal_id) where renewal_id is not null;

-- A stop that was lifted: by whom, why, and who answers for it beside them.
create table override (
  tenant        text not null,
  assignment_id uuid not null,
  at            timestamptz not null,
  rules         text[] not null,
  reason        text not null,
  by            uuid not null,
  second        uuid not null,
  shortage_id   uuid not null,                     -- the request for relief that came with it
  objected_at   timestamptz,
  objection     text,
  primary key (tenant, assignment_id),
  foreign key (tenant, assignment_id) references assignment (tenant, id),
  foreign key (tenant, shortage_id) references shortage (tenant, id),
  check (by <> second)
);
create index override_at on override (tenant, at);

-- By order a person serves a host from then to then; one host at a time.
create table secondment (
  tenant     text not null,
  id         uuid not null,
  person_id  uuid not null,
  territory  text,
  unit_id    uuid,
  during     tstzrange not null,
  ordered_by text not null,                        -- the office that orders
  state      text not null check (state in ('planned', 'running', 'ended')),
  by         uuid not null,
  at         timestamptz not null,
  version    int not null,
  primary key (tenant, id),
  foreign key (tenant, person_id) references person (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code),
  foreign key (tenant, unit_id) references unit (tenant, id),
  check ((territory is null) <> (unit_id is null)),
  constraint one_host_at_a_time exclude using gist (tenant with =, person_id with =, during with &&) where (state <> 'ended')
);
create index secondment_person on secondment (tenant, person_id);
create index secondment_due on secondment (tenant, lower(during), upper(during)) where state <> 'ended';
create index secondment_territory on secondment (tenant, territory) where state <> 'ended';

-- Whoever is on call, and everybody who stays, by residence: candidates for a shortage.
create index person_on_call on person (tenant, on_call) where left_at is null;

-- Hours served by those who were relieved before the end of their shift.
create index assignment_relieved on assignment (tenant, person_id, ended_at) where ended_why = 'relieved';
