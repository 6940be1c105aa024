-- Registers: forms as data, kept at posts. What was entered is told by facts; what is personal in it stands apart and is erased.

create table register (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  key         text not null,                       -- short name within the incident, also for exports
  territory   text not null,                       -- who keeps it, and may change its form
  salt        bytea,                               -- of the digests by which the same thing is found again; null once erased
  form        int not null,                        -- the version of the form in force
  closed_at   timestamptz,
  erased_at   timestamptz,                         -- what was personal in it is gone
  version     int not null,
  created_at  timestamptz not null,
  primary key (tenant, id),
  foreign key (tenant, incident_id) references incident (tenant, id),
  foreign key (tenant, territory) references territory (tenant, code)
);
create unique index register_key on register (tenant, incident_id, key);

-- Every version that was ever in force: phones without signal write with the one they hold.
create table register_form (
  tenant      text not null,
  register_id uuid not null,
  version     int not null,
  form        jsonb not null,
  made_by     uuid,
  made_at     timestamptz not null,
  primary key (tenant, register_id, version),
  foreign key (tenant, register_id) references register (tenant, id)
);

-- Where a register is kept. A place that left the list still counts for what phones wrote while it stood there.
create table register_post (
  tenant      text not null,
  register_id uuid not null,
  post_id     uuid not null,
  until       timestamptz,                         -- null: still kept there
  primary key (tenant, register_id, post_id),
  foreign key (tenant, register_id) references register (tenant, id),
  foreign key (tenant, post_id) references post (tenant, id)
);
create index register_post_post on register_post (tenant, post_id);

-- An entry: a projection of facts. Answers that concern somebody are not among these.
create table entry (
  tenant      text not null,
  id          uuid not null,
  register_id uuid not null,
  form        int not null,
  post_id     uuid not null,
  territory   text not null,
  at          timestamptz not null,                -- when the device says it was
  heard_at    timestamptz not null,
  account_id  uuid,
  answers     jsonb not null,
  adds        double precision not null,           -- beside the count of entries: people in a car
  same        text,                                -- digest of what makes two entries one thing
  sheet       text,                                -- a line of paper, if it was keyed in from there
  line        int,
  state       text not null check (state in ('stands', 'held', 'corrected', 'withdrawn')),
  held        text,                                -- why it waits, or waited, for a desk
  older       boolean not null,                    -- written with a form that was no longer in force
  back_at     timestamptz,
  primary key (tenant, id)
);
create index entry_register on entry (tenant, register_id, heard_at);
create index entry_post on entry (tenant, post_id, at);
create index entry_same on entry (tenant, register_id, same, at) where same is not null;
create unique index entry_line on entry (tenant, sheet, line) where sheet is not null and state in ('stands', 'held');

-- Answers that concern somebody: not in the ledger, so that they can go.
create table entry_private (
  tenant      text not null,
  entry_id    uuid not null,
  register_id uuid not null,
  answers     jsonb not null,
  primary key (tenant, entry_id),
  foreign key (tenant, register_id) references register (tenant, id)
);
create index entry_private_register on entry_private (tenant, register_id);

-- Numbered paper: each sheet has a number of its own, each line is keyed in once.
create table paper_sheet (
  tenant      text not null,
  sheet       text not null,
  register_id uuid not null,
  form        int not null,
  post_id     uuid not null,
  lines       int not null check (lines between 1 and 500),
  request     uuid not null,                       -- of whoever printed it: asked again, the same sheets come
  printed_at  timestamptz not null,
  primary key (tenant, sheet),
  foreign key (tenant, register_id, form) references register_form (tenant, register_id, version),
  foreign key (tenant, post_id) references post (tenant, id)
);
create index paper_sheet_register on paper_sheet (tenant, register_id, post_id);
