-- Generated from the migrations by `npm run golden`; not to be edited.

create table account (
  tenant     text not null,
  id         uuid not null,
  login      text,
  passphrase text,
  person_id  uuid,
  suspended  boolean not null default false,
  created_at timestamp with time zone not null,
  seen_at    timestamp with time zone,
  constraint account_pkey PRIMARY KEY (tenant, id),
  constraint account_tenant_login_key UNIQUE (tenant, login),
  constraint account_tenant_person_id_key UNIQUE (tenant, person_id)
);
grant select, insert, update, delete on account to muster_app;

create table alarm (
  tenant          text not null,
  id              uuid not null,
  kind            text not null,
  about           text not null,
  post_id         uuid not null,
  shift_id        uuid,
  person_id       uuid,
  territory       text not null,
  since           timestamp with time zone not null,
  step            text not null,
  next_step_at    timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  cleared_at      timestamp with time zone,
  constraint alarm_pkey PRIMARY KEY (tenant, id),
  constraint alarm_step_check CHECK ((step = ANY (ARRAY['person'::text, 'captain'::text, 'street-desk'::text, 'city-desk'::text]))),
  constraint alarm_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint alarm_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint alarm_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
CREATE UNIQUE INDEX alarm_once ON alarm USING btree (tenant, about) WHERE (cleared_at IS NULL);
CREATE INDEX alarm_post ON alarm USING btree (tenant, post_id, since);
CREATE INDEX alarm_shift ON alarm USING btree (tenant, shift_id) WHERE (cleared_at IS NULL);
grant select, insert, update, delete on alarm to muster_app;

create table answering (
  tenant    text not null,
  id        uuid not null,
  person_id uuid not null,
  kind      text not null,
  what      text not null,
  what_id   text not null,
  since     timestamp with time zone not null,
  until     timestamp with time zone,
  named_by  uuid,
  constraint answering_pkey PRIMARY KEY (tenant, id),
  constraint answering_kind_check CHECK ((kind = ANY (ARRAY['owner'::text, 'linked'::text, 'answers'::text]))),
  constraint answering_what_check CHECK ((what = ANY (ARRAY['territory'::text, 'site'::text, 'post'::text, 'control'::text]))),
  constraint answering_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id)
);
CREATE UNIQUE INDEX answering_once ON answering USING btree (tenant, what, what_id, kind, person_id) WHERE (until IS NULL);
CREATE UNIQUE INDEX answering_owner ON answering USING btree (tenant, what, what_id) WHERE ((until IS NULL) AND (kind = 'owner'::text));
CREATE INDEX answering_person ON answering USING btree (tenant, person_id);
grant select, insert, update, delete on answering to muster_app;

create table ask (
  tenant      text not null,
  id          uuid not null,
  person_id   uuid not null,
  kind        text not null,
  round_id    uuid not null,
  shift_id    uuid,
  shortage_id uuid,
  gives_id    uuid,
  against_id  uuid,
  renewal_id  uuid,
  asked_by    uuid,
  asked_at    timestamp with time zone not null,
  until       timestamp with time zone not null,
  state       text not null,
  put_away    boolean not null,
  constraint ask_pkey PRIMARY KEY (tenant, id),
  constraint ask_check CHECK (((state = 'open'::text) OR (NOT put_away))),
  constraint ask_kind_check CHECK ((kind = ANY (ARRAY['take'::text, 'swap'::text, 'give'::text, 'join'::text]))),
  constraint ask_state_check CHECK ((state = ANY (ARRAY['open'::text, 'yes'::text, 'over'::text]))),
  constraint ask_tenant_against_id_fkey FOREIGN KEY (tenant, against_id) REFERENCES assignment(tenant, id),
  constraint ask_tenant_gives_id_fkey FOREIGN KEY (tenant, gives_id) REFERENCES assignment(tenant, id),
  constraint ask_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint ask_tenant_renewal_id_fkey FOREIGN KEY (tenant, renewal_id) REFERENCES renewal(tenant, id),
  constraint ask_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id),
  constraint ask_tenant_shortage_id_fkey FOREIGN KEY (tenant, shortage_id) REFERENCES shortage(tenant, id)
);
CREATE INDEX ask_against ON ask USING btree (tenant, against_id) WHERE (against_id IS NOT NULL);
CREATE INDEX ask_asked ON ask USING btree (tenant, asked_at);
CREATE INDEX ask_gives ON ask USING btree (tenant, gives_id) WHERE (gives_id IS NOT NULL);
CREATE INDEX ask_open ON ask USING btree (tenant, until) WHERE (state = 'open'::text);
CREATE INDEX ask_person ON ask USING btree (tenant, person_id, asked_at DESC);
CREATE INDEX ask_renewal ON ask USING btree (tenant, renewal_id) WHERE (renewal_id IS NOT NULL);
CREATE INDEX ask_round ON ask USING btree (tenant, round_id);
CREATE INDEX ask_shift ON ask USING btree (tenant, shift_id) WHERE (shift_id IS NOT NULL);
CREATE INDEX ask_shortage ON ask USING btree (tenant, shortage_id) WHERE (shortage_id IS NOT NULL);
grant select, insert, update, delete on ask to muster_app;

create table assignment (
  tenant      text not null,
  id          uuid not null,
  shift_id    uuid not null,
  person_id   uuid not null,
  span        tstzrange not null,
  standby     boolean not null,
  basis       text not null,
  source      text not null,
  assigned_by uuid,
  assigned_at timestamp with time zone not null,
  told_at     timestamp with time zone,
  ended_at    timestamp with time zone,
  ended_why   text,
  version     integer not null,
  constraint assignment_pkey PRIMARY KEY (tenant, id),
  constraint assignment_basis_check CHECK ((basis = ANY (ARRAY['DUTY_ORDER'::text, 'VOLUNTARY'::text]))),
  constraint assignment_ended_why_check CHECK ((ended_why = ANY (ARRAY['taken-off'::text, 'swapped'::text, 'gave-away'::text, 'no-show'::text, 'relieved'::text, 'cancelled'::text, 'stood-down'::text]))),
  constraint assignment_source_check CHECK ((source = ANY (ARRAY['rota'::text, 'desk'::text, 'refill'::text, 'swap'::text, 'offer'::text]))),
  constraint assignment_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint assignment_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id),
  constraint one_place_at_a_time EXCLUDE USING gist (tenant WITH =, person_id WITH =, span WITH &&) WHERE (((ended_at IS NULL) AND (NOT standby)))
);
CREATE UNIQUE INDEX assignment_once ON assignment USING btree (tenant, shift_id, person_id) WHERE (ended_at IS NULL);
CREATE INDEX assignment_person ON assignment USING btree (tenant, person_id, assigned_at);
CREATE INDEX assignment_person_end ON assignment USING btree (tenant, person_id, upper(span)) WHERE (ended_at IS NULL);
CREATE INDEX assignment_relieved ON assignment USING btree (tenant, person_id, ended_at) WHERE (ended_why = 'relieved'::text);
CREATE INDEX assignment_shift ON assignment USING btree (tenant, shift_id);
grant select, insert, update, delete on assignment to muster_app;

create table audit_head (
  tenant text not null,
  seq    bigint not null,
  digest text,
  constraint audit_head_pkey PRIMARY KEY (tenant)
);
grant select, insert, update on audit_head to muster_app;

create table audit_line (
  tenant     text not null,
  seq        bigint not null,
  at         timestamp with time zone not null,
  account_id uuid,
  actor      text,
  action     text not null,
  subject    text not null,
  detail     jsonb not null,
  previous   text,
  digest     text not null,
  constraint audit_line_pkey PRIMARY KEY (tenant, seq)
);
CREATE INDEX audit_line_action ON audit_line USING btree (tenant, action);
CREATE INDEX audit_line_subject ON audit_line USING btree (tenant, subject);
grant select, insert on audit_line to muster_app;

create table batch (
  tenant    text not null,
  id        uuid not null,
  what      text not null,
  zh        text not null,
  en        text not null,
  made_by   uuid,
  made_at   timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint batch_pkey PRIMARY KEY (tenant, id)
);
CREATE INDEX batch_made ON batch USING btree (tenant, made_at);
grant select, insert, update, delete on batch to muster_app;

create table boundary (
  tenant      text not null,
  code        text not null,
  geometry    jsonb not null,
  source      text,
  imported_at timestamp with time zone not null,
  constraint boundary_pkey PRIMARY KEY (tenant, code),
  constraint boundary_tenant_code_fkey FOREIGN KEY (tenant, code) REFERENCES territory(tenant, code)
);
grant select, insert, update, delete on boundary to muster_app;

create table bulletin (
  tenant       text not null,
  id           uuid not null,
  number       text not null,
  title        text not null,
  incident_id  uuid,
  as_of        timestamp with time zone not null,
  frozen_at    timestamp with time zone not null,
  frozen_by    text not null,
  content      jsonb not null,
  rule_version text not null,
  digest       text not null,
  constraint bulletin_pkey PRIMARY KEY (tenant, id),
  constraint bulletin_tenant_number_key UNIQUE (tenant, number)
);
CREATE INDEX bulletin_frozen ON bulletin USING btree (tenant, frozen_at DESC);
grant select, insert on bulletin to muster_app;

create table calendar_feed (
  tenant     text not null,
  token_hash text not null,
  person_id  uuid not null,
  made_at    timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint calendar_feed_pkey PRIMARY KEY (tenant, token_hash),
  constraint calendar_feed_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id)
);
CREATE UNIQUE INDEX calendar_feed_person ON calendar_feed USING btree (tenant, person_id) WHERE (revoked_at IS NULL);
grant select, insert, update, delete on calendar_feed to muster_app;

create table call_out (
  tenant           text not null,
  id               uuid not null,
  incident_id      uuid,
  kind             text not null,
  basis            text not null,
  selection        text not null,
  state            text not null,
  title            text not null,
  body             text not null,
  issuers          text[] not null,
  ordered_by       text,
  audience         jsonb not null,
  quota            integer not null,
  deadline         timestamp with time zone,
  hold_minutes     integer not null,
  muster_point     text,
  muster_territory text,
  muster_at        timestamp with time zone,
  wave             integer not null,
  first_wave       uuid,
  owner_unit       uuid,
  owner_territory  text,
  link             text not null,
  created_at       timestamp with time zone not null,
  published_at     timestamp with time zone,
  selected_at      timestamp with time zone,
  ended_at         timestamp with time zone,
  departed_at      timestamp with time zone,
  version          integer not null,
  constraint call_out_pkey PRIMARY KEY (tenant, id),
  constraint call_out_basis_check CHECK ((basis = ANY (ARRAY['DUTY_ORDER'::text, 'VOLUNTARY'::text]))),
  constraint call_out_quota_check CHECK ((quota > 0)),
  constraint call_out_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint call_out_tenant_link_key UNIQUE (tenant, link)
);
grant select, insert, delete on call_out to muster_app;
grant update (kind, selection, state, title, body, issuers, ordered_by, audience, quota, deadline, hold_minutes, muster_point, muster_territory, muster_at, published_at, selected_at, ended_at, departed_at, version) on call_out to muster_app;

create table call_place (
  tenant  text not null,
  call_id uuid not null,
  place   integer not null,
  constraint call_place_pkey PRIMARY KEY (tenant, call_id, place),
  constraint call_place_place_check CHECK ((place > 0)),
  constraint call_place_tenant_call_id_fkey FOREIGN KEY (tenant, call_id) REFERENCES call_out(tenant, id)
);
grant select, insert, update, delete on call_place to muster_app;

create table call_version (
  tenant     text not null,
  call_id    uuid not null,
  version    integer not null,
  at         timestamp with time zone not null,
  account_id uuid not null,
  content    jsonb not null,
  constraint call_version_pkey PRIMARY KEY (tenant, call_id, version),
  constraint call_version_tenant_call_id_fkey FOREIGN KEY (tenant, call_id) REFERENCES call_out(tenant, id)
);
grant select, insert on call_version to muster_app;

create table care_case (
  tenant       text not null,
  id           uuid not null,
  shift_id     uuid not null,
  person_id    uuid not null,
  what         text not null,
  at           timestamp with time zone not null,
  follow_up_on date not null,
  note         text,
  closed_at    timestamp with time zone,
  version      integer not null,
  constraint care_case_pkey PRIMARY KEY (tenant, id),
  constraint care_case_what_check CHECK ((what = ANY (ARRAY['injury'::text, 'distress'::text]))),
  constraint care_case_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint care_case_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
CREATE INDEX care_case_open ON care_case USING btree (tenant, follow_up_on) WHERE (closed_at IS NULL);
CREATE INDEX care_case_shift ON care_case USING btree (tenant, shift_id);
grant select, insert, update, delete on care_case to muster_app;

create table claim (
  tenant     text not null,
  id         uuid not null,
  sweep_id   uuid not null,
  site_id    uuid not null,
  stair      text not null,
  account_id uuid,
  heard_at   timestamp with time zone not null,
  over       boolean not null,
  said       uuid[] not null,
  ended_at   timestamp with time zone,
  constraint claim_pkey PRIMARY KEY (tenant, id)
);
CREATE INDEX claim_list ON claim USING btree (tenant, sweep_id, site_id, stair);
grant select, insert, update, delete on claim to muster_app;

create table code_key (
  tenant      text not null,
  id          text not null,
  public_key  text not null,
  private_key bytea not null,
  made_at     timestamp with time zone not null,
  constraint code_key_pkey PRIMARY KEY (tenant, id)
);
grant select, insert, update, delete on code_key to muster_app;

create table control (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  territory   text not null,
  name        text not null,
  scale       text not null,
  level       text,
  measures    text[] not null,
  basis       text,
  issuer      text,
  contact     text,
  since       timestamp with time zone,
  ends_on     date,
  review_on   date,
  version     integer not null,
  created_at  timestamp with time zone not null,
  ended_at    timestamp with time zone,
  constraint control_pkey PRIMARY KEY (tenant, id),
  constraint control_check CHECK (((level IS NULL) OR ((since IS NOT NULL) AND (ends_on IS NOT NULL) AND (review_on IS NOT NULL) AND (basis IS NOT NULL) AND (issuer IS NOT NULL)))),
  constraint control_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint control_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX control_incident ON control USING btree (tenant, incident_id);
CREATE INDEX control_territory ON control USING btree (tenant, territory);
grant select, insert, update, delete on control to muster_app;

create table control_entry (
  tenant     text not null,
  id         uuid not null,
  control_id uuid not null,
  at         timestamp with time zone not null,
  what       text not null,
  level      text,
  measures   text[] not null,
  basis      text,
  issuer     text,
  ends_on    date,
  review_on  date,
  zh         text not null,
  en         text not null,
  by         text not null,
  batch_id   uuid,
  constraint control_entry_pkey PRIMARY KEY (tenant, id),
  constraint control_entry_tenant_batch_id_fkey FOREIGN KEY (tenant, batch_id) REFERENCES batch(tenant, id),
  constraint control_entry_tenant_control_id_fkey FOREIGN KEY (tenant, control_id) REFERENCES control(tenant, id)
);
CREATE INDEX control_entry_at ON control_entry USING btree (tenant, control_id, at);
grant select, insert on control_entry to muster_app;

create table control_site (
  tenant     text not null,
  control_id uuid not null,
  site_id    uuid not null,
  since      timestamp with time zone not null,
  constraint control_site_pkey PRIMARY KEY (tenant, control_id, site_id),
  constraint control_site_tenant_control_id_fkey FOREIGN KEY (tenant, control_id) REFERENCES control(tenant, id),
  constraint control_site_tenant_site_id_fkey FOREIGN KEY (tenant, site_id) REFERENCES site(tenant, id)
);
CREATE INDEX control_site_site ON control_site USING btree (tenant, site_id);
grant select, insert, update, delete on control_site to muster_app;

create table cover (
  tenant    text not null,
  person_id uuid not null,
  until_day date not null,
  set_by    uuid not null,
  set_at    timestamp with time zone not null,
  constraint cover_pkey PRIMARY KEY (tenant, person_id),
  constraint cover_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id)
);
grant select, insert, update, delete on cover to muster_app;

create table coverage_area (
  tenant    text not null,
  territory text not null,
  since     timestamp with time zone not null,
  until     timestamp with time zone,
  set_by    uuid,
  constraint coverage_area_pkey PRIMARY KEY (tenant, territory, since),
  constraint coverage_area_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE UNIQUE INDEX coverage_area_now ON coverage_area USING btree (tenant, territory) WHERE (until IS NULL);
grant select, insert, update, delete on coverage_area to muster_app;

create table draft_cell (
  tenant        text not null,
  shift_id      uuid not null,
  rota_id       uuid not null,
  version       integer not null,
  adds          uuid[] not null,
  drops         uuid[] not null,
  standby_adds  uuid[] not null,
  standby_drops uuid[] not null,
  fixed         boolean not null,
  reasons       jsonb not null,
  set_by        uuid,
  set_at        timestamp with time zone not null,
  constraint draft_cell_pkey PRIMARY KEY (tenant, shift_id),
  constraint draft_cell_tenant_rota_id_fkey FOREIGN KEY (tenant, rota_id) REFERENCES rota(tenant, id),
  constraint draft_cell_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
CREATE INDEX draft_cell_rota ON draft_cell USING btree (tenant, rota_id);
grant select, insert, update, delete on draft_cell to muster_app;

create table entry (
  tenant      text not null,
  id          uuid not null,
  register_id uuid not null,
  form        integer not null,
  post_id     uuid not null,
  territory   text not null,
  at          timestamp with time zone not null,
  heard_at    timestamp with time zone not null,
  account_id  uuid,
  answers     jsonb not null,
  adds        double precision not null,
  same        text,
  sheet       text,
  line        integer,
  state       text not null,
  held        text,
  older       boolean not null,
  back_at     timestamp with time zone,
  constraint entry_pkey PRIMARY KEY (tenant, id),
  constraint entry_state_check CHECK ((state = ANY (ARRAY['stands'::text, 'held'::text, 'corrected'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX entry_line ON entry USING btree (tenant, sheet, line) WHERE ((sheet IS NOT NULL) AND (state = ANY (ARRAY['stands'::text, 'held'::text])));
CREATE INDEX entry_post ON entry USING btree (tenant, post_id, at);
CREATE INDEX entry_register ON entry USING btree (tenant, register_id, heard_at);
CREATE INDEX entry_same ON entry USING btree (tenant, register_id, same, at) WHERE (same IS NOT NULL);
grant select, insert, update, delete on entry to muster_app;

create table entry_photo (
  tenant      text not null,
  entry_id    uuid not null,
  id          uuid not null,
  register_id uuid not null,
  bytes       bytea not null,
  heard_at    timestamp with time zone not null,
  constraint entry_photo_pkey PRIMARY KEY (tenant, entry_id, id),
  constraint entry_photo_tenant_register_id_fkey FOREIGN KEY (tenant, register_id) REFERENCES register(tenant, id)
);
CREATE INDEX entry_photo_register ON entry_photo USING btree (tenant, register_id);
grant select, insert, update, delete on entry_photo to muster_app;

create table entry_private (
  tenant      text not null,
  entry_id    uuid not null,
  register_id uuid not null,
  answers     jsonb not null,
  constraint entry_private_pkey PRIMARY KEY (tenant, entry_id),
  constraint entry_private_tenant_register_id_fkey FOREIGN KEY (tenant, register_id) REFERENCES register(tenant, id)
);
CREATE INDEX entry_private_register ON entry_private USING btree (tenant, register_id);
grant select, insert, update, delete on entry_private to muster_app;

create table excuse (
  tenant       text not null,
  id           uuid not null,
  sweep_id     uuid not null,
  household_id uuid not null,
  reason       text not null,
  heard_at     timestamp with time zone not null,
  ended_at     timestamp with time zone,
  constraint excuse_pkey PRIMARY KEY (tenant, id)
);
CREATE INDEX excuse_sweep ON excuse USING btree (tenant, sweep_id);
grant select, insert, update, delete on excuse to muster_app;

create table exemption (
  tenant      text not null,
  id          uuid not null,
  person_id   uuid not null,
  reason      text not null,
  from_day    date not null,
  until_day   date,
  approver    uuid not null,
  approved_at timestamp with time zone not null,
  ended_at    timestamp with time zone,
  constraint exemption_pkey PRIMARY KEY (tenant, id),
  constraint exemption_reason_check CHECK ((reason = ANY (ARRAY['on-duty'::text, 'village-posting'::text, 'leave'::text]))),
  constraint exemption_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id)
);
CREATE INDEX exemption_person ON exemption USING btree (tenant, person_id);
grant select, insert, update, delete on exemption to muster_app;

create table fact (
  tenant      text not null,
  id          uuid not null,
  seq         bigint not null,
  kind        text not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  person_id   uuid,
  territory   text,
  unit_id     uuid,
  incident_id uuid,
  subject_id  uuid,
  supersedes  uuid,
  account_id  uuid,
  payload     jsonb not null,
  constraint fact_pkey PRIMARY KEY (tenant, id)
);
CREATE INDEX fact_heard ON ONLY public.fact USING btree (tenant, kind, recorded_at, seq);
CREATE INDEX fact_person ON ONLY public.fact USING btree (tenant, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX fact_subject ON ONLY public.fact USING btree (tenant, subject_id, seq) WHERE (subject_id IS NOT NULL);
CREATE INDEX fact_supersedes ON ONLY public.fact USING btree (tenant, supersedes) WHERE (supersedes IS NOT NULL);
grant select, insert on fact to muster_app;

create table fitness (
  tenant    text not null,
  person_id uuid not null,
  fit       boolean not null,
  said_at   timestamp with time zone not null,
  constraint fitness_pkey PRIMARY KEY (tenant, person_id),
  constraint fitness_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id)
);
grant select, insert, update, delete on fitness to muster_app;

create table home_service (
  tenant    text not null,
  id        uuid not null,
  round_id  uuid not null,
  territory text not null,
  asked_by  text not null,
  name      text,
  door      text,
  asked_at  timestamp with time zone not null,
  state     text not null,
  ended_at  timestamp with time zone,
  constraint home_service_pkey PRIMARY KEY (tenant, id),
  constraint home_service_asked_by_check CHECK ((asked_by = ANY (ARRAY['resident'::text, 'family'::text, 'community'::text]))),
  constraint home_service_state_check CHECK ((state = ANY (ARRAY['open'::text, 'served'::text, 'dropped'::text]))),
  constraint home_service_tenant_round_id_fkey FOREIGN KEY (tenant, round_id) REFERENCES sampling_round(tenant, id),
  constraint home_service_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX home_service_round ON home_service USING btree (tenant, round_id, state);
grant select, insert, update, delete on home_service to muster_app;

create table household (
  tenant   text not null,
  id       uuid not null,
  site_id  uuid not null,
  stair    text not null,
  floor    integer not null,
  number   text not null,
  added_at timestamp with time zone not null,
  gone_at  timestamp with time zone,
  away     tstzmultirange not null default '{}'::tstzmultirange,
  constraint household_pkey PRIMARY KEY (tenant, id),
  constraint household_tenant_site_id_fkey FOREIGN KEY (tenant, site_id) REFERENCES site(tenant, id)
);
CREATE UNIQUE INDEX household_door ON household USING btree (tenant, site_id, stair, number) WHERE (gone_at IS NULL);
grant select, insert, update, delete on household to muster_app;

create table idempotency (
  tenant         text not null,
  account_id     uuid not null,
  key            text not null,
  request_digest text not null,
  answer         jsonb not null,
  at             timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (tenant, account_id, key)
);
CREATE INDEX idempotency_at ON idempotency USING btree (tenant, at);
grant select, insert, update, delete on idempotency to muster_app;

create table incident (
  tenant     text not null,
  id         uuid not null,
  kind       text not null,
  name       text not null,
  territory  text not null,
  level      text,
  phase      text,
  started_at timestamp with time zone not null,
  opened_at  timestamp with time zone not null,
  closed_at  timestamp with time zone,
  version    integer not null,
  constraint incident_pkey PRIMARY KEY (tenant, id),
  constraint incident_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
grant select, insert, update, delete on incident to muster_app;

create table incident_entry (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  at          timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  what        text not null,
  zh          text not null,
  en          text not null,
  by          text not null,
  constraint incident_entry_pkey PRIMARY KEY (tenant, id),
  constraint incident_entry_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id)
);
CREATE INDEX incident_entry_at ON incident_entry USING btree (tenant, incident_id, at);
grant select, insert on incident_entry to muster_app;

create table ledger_clock (
  tenant   text not null,
  last_at  timestamp with time zone not null,
  last_seq bigint not null default 0,
  constraint ledger_clock_pkey PRIMARY KEY (tenant)
);
grant select, insert, update on ledger_clock to muster_app;

create table message (
  tenant    text not null,
  id        uuid not null,
  person_id uuid not null,
  at        timestamp with time zone not null,
  topic     text not null,
  zh        text not null,
  en        text not null,
  read_at   timestamp with time zone,
  constraint message_pkey PRIMARY KEY (tenant, id),
  constraint message_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id)
);
CREATE INDEX message_person ON message USING btree (tenant, person_id, at DESC);
CREATE INDEX message_topic ON message USING btree (tenant, topic);
grant select, insert, update, delete on message to muster_app;

create table offer (
  tenant       text not null,
  id           uuid not null,
  call_id      uuid not null,
  at           timestamp with time zone not null,
  name         text not null,
  volunteer_no text,
  unit         text,
  phone        text,
  note         text,
  state        text not null,
  person_id    uuid,
  decided_by   uuid,
  decided_at   timestamp with time zone,
  constraint offer_pkey PRIMARY KEY (tenant, id),
  constraint offer_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'thanked'::text]))),
  constraint offer_tenant_call_id_fkey FOREIGN KEY (tenant, call_id) REFERENCES call_out(tenant, id)
);
CREATE INDEX offer_call ON offer USING btree (tenant, call_id, state);
grant select, insert, update, delete on offer to muster_app;

create table one_time_link (
  tenant     text not null,
  token_hash text not null,
  purpose    text not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at    timestamp with time zone,
  constraint one_time_link_pkey PRIMARY KEY (tenant, token_hash),
  constraint one_time_link_purpose_check CHECK ((purpose = ANY (ARRAY['join'::text, 'passphrase'::text]))),
  constraint one_time_link_tenant_account_id_fkey FOREIGN KEY (tenant, account_id) REFERENCES account(tenant, id)
);
grant select, insert, update, delete on one_time_link to muster_app;

create table opening (
  tenant     text not null,
  shift_id   uuid not null,
  ticked     jsonb not null,
  closed_at  timestamp with time zone,
  closed_why text,
  constraint opening_pkey PRIMARY KEY (tenant, shift_id),
  constraint opening_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
grant select, insert, update, delete on opening to muster_app;

create table override (
  tenant        text not null,
  assignment_id uuid not null,
  at            timestamp with time zone not null,
  rules         text[] not null,
  reason        text not null,
  by            uuid not null,
  second        uuid not null,
  shortage_id   uuid not null,
  objected_at   timestamp with time zone,
  objection     text,
  constraint override_pkey PRIMARY KEY (tenant, assignment_id),
  constraint override_check CHECK ((by <> second)),
  constraint override_tenant_assignment_id_fkey FOREIGN KEY (tenant, assignment_id) REFERENCES assignment(tenant, id),
  constraint override_tenant_shortage_id_fkey FOREIGN KEY (tenant, shortage_id) REFERENCES shortage(tenant, id)
);
CREATE INDEX override_at ON override USING btree (tenant, at);
grant select, insert, update, delete on override to muster_app;

create table paper_sheet (
  tenant      text not null,
  sheet       text not null,
  register_id uuid not null,
  form        integer not null,
  post_id     uuid not null,
  lines       integer not null,
  request     uuid not null,
  printed_at  timestamp with time zone not null,
  constraint paper_sheet_pkey PRIMARY KEY (tenant, sheet),
  constraint paper_sheet_lines_check CHECK (((lines >= 1) AND (lines <= 500))),
  constraint paper_sheet_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint paper_sheet_tenant_register_id_form_fkey FOREIGN KEY (tenant, register_id, form) REFERENCES register_form(tenant, register_id, version)
);
CREATE INDEX paper_sheet_register ON paper_sheet USING btree (tenant, register_id, post_id);
grant select, insert, update, delete on paper_sheet to muster_app;

create table people_import (
  tenant     text not null,
  id         uuid not null,
  file_name  text not null,
  file       bytea not null,
  state      text not null,
  unit_id    uuid,
  account_id uuid not null,
  at         timestamp with time zone not null,
  counts     jsonb not null,
  errors     jsonb not null,
  plan       jsonb not null,
  before     jsonb,
  constraint people_import_pkey PRIMARY KEY (tenant, id),
  constraint people_import_state_check CHECK ((state = ANY (ARRAY['preview'::text, 'applied'::text, 'undone'::text])))
);
CREATE INDEX people_import_at ON people_import USING btree (tenant, at);
grant select, insert, update, delete on people_import to muster_app;

create table person (
  tenant       text not null,
  id           uuid not null,
  volunteer_no text not null,
  name         text not null,
  pinyin       text not null,
  unit_id      uuid not null,
  phone        text,
  residence    text,
  skills       text[] not null,
  availability text not null,
  on_call      boolean not null,
  light_duty   boolean not null,
  version      integer not null,
  joined_at    timestamp with time zone not null,
  changed_at   timestamp with time zone not null,
  left_at      timestamp with time zone,
  import_id    uuid,
  constraint person_pkey PRIMARY KEY (tenant, id),
  constraint person_tenant_residence_fkey FOREIGN KEY (tenant, residence) REFERENCES territory(tenant, code),
  constraint person_tenant_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES unit(tenant, id),
  constraint person_tenant_volunteer_no_key UNIQUE (tenant, volunteer_no)
);
CREATE INDEX person_on_call ON person USING btree (tenant, on_call) WHERE (left_at IS NULL);
CREATE INDEX person_residence ON person USING btree (tenant, residence);
CREATE INDEX person_unit ON person USING btree (tenant, unit_id);
grant select, insert, update, delete on person to muster_app;

create table post (
  tenant         text not null,
  id             uuid not null,
  incident_id    uuid,
  territory      text not null,
  site_id        uuid,
  kind           text not null,
  name           text not null,
  danger         boolean not null,
  command        boolean not null,
  skills         text[] not null,
  equipment      text[] not null,
  checklist      text[] not null,
  report_minutes integer not null,
  briefing       text,
  suit_minutes   integer,
  closes_when    text,
  team_id        uuid,
  state          text not null,
  batch_id       uuid,
  version        integer not null,
  created_at     timestamp with time zone not null,
  closed_at      timestamp with time zone,
  closed_why     text,
  control_id     uuid,
  constraint post_pkey PRIMARY KEY (tenant, id),
  constraint post_report_minutes_check CHECK (((report_minutes >= 0) AND (report_minutes <= 240))),
  constraint post_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint post_suit_minutes_check CHECK (((suit_minutes >= 30) AND (suit_minutes <= 480))),
  constraint post_tenant_batch_id_fkey FOREIGN KEY (tenant, batch_id) REFERENCES batch(tenant, id),
  constraint post_tenant_control_id_fkey FOREIGN KEY (tenant, control_id) REFERENCES control(tenant, id),
  constraint post_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint post_tenant_site_id_fkey FOREIGN KEY (tenant, site_id) REFERENCES site(tenant, id),
  constraint post_tenant_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant, id),
  constraint post_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX post_batch ON post USING btree (tenant, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX post_control ON post USING btree (tenant, control_id) WHERE (control_id IS NOT NULL);
CREATE INDEX post_site_at ON post USING btree (tenant, site_id) WHERE (site_id IS NOT NULL);
CREATE INDEX post_territory ON post USING btree (tenant, territory);
grant select, insert, update, delete on post to muster_app;

create table post_site (
  tenant  text not null,
  post_id uuid not null,
  site_id uuid not null,
  constraint post_site_pkey PRIMARY KEY (tenant, post_id, site_id),
  constraint post_site_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint post_site_tenant_site_id_fkey FOREIGN KEY (tenant, site_id) REFERENCES site(tenant, id)
);
CREATE INDEX post_site_site ON post_site USING btree (tenant, site_id);
grant select, insert, update, delete on post_site to muster_app;

create table recall_claim (
  tenant     text not null,
  sample_id  uuid not null,
  recall_id  uuid not null,
  account_id uuid not null,
  until      timestamp with time zone not null,
  constraint recall_claim_pkey PRIMARY KEY (tenant, sample_id)
);
grant select, insert, update, delete on recall_claim to muster_app;

create table recheck (
  tenant       text not null,
  draw_id      uuid not null,
  household_id uuid not null,
  sweep_id     uuid not null,
  seed         text not null,
  drawn_at     timestamp with time zone not null,
  agrees       boolean,
  heard_at     timestamp with time zone,
  constraint recheck_pkey PRIMARY KEY (tenant, draw_id, household_id)
);
CREATE INDEX recheck_sweep ON recheck USING btree (tenant, sweep_id);
grant select, insert, update, delete on recheck to muster_app;

create table register (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  key         text not null,
  territory   text not null,
  salt        bytea,
  form        integer not null,
  closed_at   timestamp with time zone,
  erased_at   timestamp with time zone,
  version     integer not null,
  created_at  timestamp with time zone not null,
  constraint register_pkey PRIMARY KEY (tenant, id),
  constraint register_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint register_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE UNIQUE INDEX register_key ON register USING btree (tenant, incident_id, key);
grant select, insert, update, delete on register to muster_app;

create table register_form (
  tenant      text not null,
  register_id uuid not null,
  version     integer not null,
  form        jsonb not null,
  made_by     uuid,
  made_at     timestamp with time zone not null,
  constraint register_form_pkey PRIMARY KEY (tenant, register_id, version),
  constraint register_form_tenant_register_id_fkey FOREIGN KEY (tenant, register_id) REFERENCES register(tenant, id)
);
grant select, insert, update, delete on register_form to muster_app;

create table register_post (
  tenant      text not null,
  register_id uuid not null,
  post_id     uuid not null,
  until       timestamp with time zone,
  constraint register_post_pkey PRIMARY KEY (tenant, register_id, post_id),
  constraint register_post_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint register_post_tenant_register_id_fkey FOREIGN KEY (tenant, register_id) REFERENCES register(tenant, id)
);
CREATE INDEX register_post_post ON register_post USING btree (tenant, post_id);
grant select, insert, update, delete on register_post to muster_app;

create table renewal (
  tenant  text not null,
  id      uuid not null,
  team_id uuid not null,
  at      timestamp with time zone not null,
  until   timestamp with time zone not null,
  why     text not null,
  by      uuid not null,
  constraint renewal_pkey PRIMARY KEY (tenant, id),
  constraint renewal_tenant_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant, id)
);
CREATE INDEX renewal_team ON renewal USING btree (tenant, team_id, at DESC);
grant select, insert, update, delete on renewal to muster_app;

create table renewed (
  tenant     text not null,
  renewal_id uuid not null,
  person_id  uuid not null,
  at         timestamp with time zone not null,
  constraint renewed_pkey PRIMARY KEY (tenant, renewal_id, person_id),
  constraint renewed_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint renewed_tenant_renewal_id_fkey FOREIGN KEY (tenant, renewal_id) REFERENCES renewal(tenant, id)
);
CREATE INDEX renewed_person ON renewed USING btree (tenant, person_id);
grant select, insert, update, delete on renewed to muster_app;

create table report_in (
  tenant      text not null,
  fact_id     uuid not null,
  person_id   uuid not null,
  reported_as text not null,
  territory   text not null,
  unit_id     uuid not null,
  incident_id uuid,
  note        text,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  constraint report_in_pkey PRIMARY KEY (tenant, fact_id),
  constraint report_in_reported_as_check CHECK ((reported_as = ANY (ARRAY['residence'::text, 'partner'::text])))
);
CREATE INDEX report_in_person ON report_in USING btree (tenant, person_id);
CREATE INDEX report_in_territory ON report_in USING btree (tenant, territory);
CREATE INDEX report_in_unit ON report_in USING btree (tenant, unit_id);
grant select, insert, update, delete on report_in to muster_app;

create table resident (
  tenant       text not null,
  id           uuid not null,
  incident_id  uuid not null,
  household_id uuid not null,
  territory    text not null,
  building     text,
  door         text not null,
  name         text,
  phone        text,
  constraint resident_pkey PRIMARY KEY (tenant, id),
  constraint resident_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint resident_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX resident_household ON resident USING btree (tenant, household_id);
CREATE INDEX resident_name ON resident USING btree (tenant, incident_id, name);
CREATE INDEX resident_territory ON resident USING btree (tenant, incident_id, territory, building, door);
grant select, insert, update, delete on resident to muster_app;

create table resident_code (
  tenant       text not null,
  id           uuid not null,
  incident_id  uuid not null,
  key_id       text not null,
  kind         text not null,
  household_id uuid not null,
  resident_id  uuid,
  request      uuid not null,
  issued_at    timestamp with time zone not null,
  revoked_at   timestamp with time zone,
  constraint resident_code_pkey PRIMARY KEY (tenant, id),
  constraint resident_code_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'family'::text]))),
  constraint resident_code_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint resident_code_tenant_key_id_fkey FOREIGN KEY (tenant, key_id) REFERENCES code_key(tenant, id)
);
CREATE INDEX resident_code_household ON resident_code USING btree (tenant, household_id);
CREATE INDEX resident_code_request ON resident_code USING btree (tenant, request);
grant select, insert, update, delete on resident_code to muster_app;

create table role_grant (
  tenant     text not null,
  id         uuid not null,
  account_id uuid not null,
  role       text not null,
  territory  text,
  unit_id    uuid,
  team_id    uuid,
  given_by   uuid,
  given_at   timestamp with time zone not null,
  until      timestamp with time zone,
  ended_at   timestamp with time zone,
  constraint role_grant_pkey PRIMARY KEY (tenant, id),
  constraint role_grant_tenant_account_id_fkey FOREIGN KEY (tenant, account_id) REFERENCES account(tenant, id)
);
CREATE INDEX role_grant_account ON role_grant USING btree (tenant, account_id) WHERE (ended_at IS NULL);
grant select, insert, update, delete on role_grant to muster_app;

create table rota (
  tenant       text not null,
  id           uuid not null,
  territory    text not null,
  name         text not null,
  days         daterange not null,
  call_ids     uuid[] not null,
  team_ids     uuid[] not null,
  unit_ids     uuid[] not null,
  territories  text[] not null,
  settings     jsonb not null,
  wishes       jsonb not null,
  draft        integer not null,
  published    integer not null,
  published_at timestamp with time zone,
  version      integer not null,
  created_at   timestamp with time zone not null,
  constraint rota_pkey PRIMARY KEY (tenant, id),
  constraint rota_days_check CHECK ((NOT isempty(days))),
  constraint rota_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX rota_territory ON rota USING btree (tenant, territory);
grant select, insert, update, delete on rota to muster_app;

create table rota_build (
  tenant     text not null,
  id         uuid not null,
  rota_id    uuid not null,
  state      text not null,
  settings   jsonb not null,
  asked      text,
  server     uuid,
  beat_at    timestamp with time zone,
  progress   jsonb,
  gaps       jsonb not null,
  left_alone integer,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  ended_at   timestamp with time zone,
  version    integer not null,
  constraint rota_build_pkey PRIMARY KEY (tenant, id),
  constraint rota_build_asked_check CHECK ((asked = ANY (ARRAY['keep'::text, 'drop'::text]))),
  constraint rota_build_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'broken-off'::text, 'failed'::text]))),
  constraint rota_build_tenant_rota_id_fkey FOREIGN KEY (tenant, rota_id) REFERENCES rota(tenant, id)
);
CREATE UNIQUE INDEX rota_build_once ON rota_build USING btree (tenant, rota_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX rota_build_rota ON rota_build USING btree (tenant, rota_id, started_at);
grant select, insert, update, delete on rota_build to muster_app;

create table rota_post (
  tenant  text not null,
  rota_id uuid not null,
  post_id uuid not null,
  days    daterange not null,
  constraint rota_post_pkey PRIMARY KEY (tenant, rota_id, post_id),
  constraint rota_post_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint rota_post_tenant_rota_id_fkey FOREIGN KEY (tenant, rota_id) REFERENCES rota(tenant, id),
  constraint one_rota_a_day EXCLUDE USING gist (tenant WITH =, post_id WITH =, days WITH &&)
);
CREATE INDEX rota_post_post ON rota_post USING btree (tenant, post_id);
grant select, insert, update, delete on rota_post to muster_app;

create table rota_version (
  tenant     text not null,
  rota_id    uuid not null,
  number     integer not null,
  at         timestamp with time zone not null,
  account_id uuid not null,
  content    jsonb not null,
  digest     text not null,
  added      integer not null,
  removed    integer not null,
  told       integer not null,
  constraint rota_version_pkey PRIMARY KEY (tenant, rota_id, number),
  constraint rota_version_tenant_rota_id_fkey FOREIGN KEY (tenant, rota_id) REFERENCES rota(tenant, id)
);
grant select, insert on rota_version to muster_app;

create table safety_limit (
  tenant  text not null,
  limits  jsonb not null,
  version integer not null,
  set_at  timestamp with time zone not null,
  constraint safety_limit_pkey PRIMARY KEY (tenant)
);
grant select, insert, update, delete on safety_limit to muster_app;

create table sample (
  tenant     text not null,
  id         uuid not null,
  round_id   uuid not null,
  tube       text not null,
  post_id    uuid not null,
  territory  text not null,
  at         timestamp with time zone not null,
  heard_at   timestamp with time zone not null,
  account_id uuid,
  who        text not null,
  home       text,
  via        text not null,
  waits      text,
  settled_at timestamp with time zone,
  ended_at   timestamp with time zone,
  state      text not null,
  held       text,
  outcome    text,
  outcome_at timestamp with time zone,
  constraint sample_pkey PRIMARY KEY (tenant, id),
  constraint sample_state_check CHECK ((state = ANY (ARRAY['stands'::text, 'held'::text, 'again'::text, 'withdrawn'::text, 'moved'::text])))
);
CREATE INDEX sample_open ON sample USING btree (tenant, round_id) WHERE (state = ANY (ARRAY['held'::text, 'again'::text]));
CREATE INDEX sample_post ON sample USING btree (tenant, round_id, post_id, heard_at);
CREATE INDEX sample_tube ON sample USING btree (tenant, round_id, tube);
CREATE INDEX sample_who ON sample USING btree (tenant, round_id, who);
grant select, insert, update, delete on sample to muster_app;

create table sample_private (
  tenant      text not null,
  sample_id   uuid not null,
  round_id    uuid not null,
  resident_id uuid,
  name        text,
  door        text,
  constraint sample_private_pkey PRIMARY KEY (tenant, sample_id),
  constraint sample_private_tenant_round_id_fkey FOREIGN KEY (tenant, round_id) REFERENCES sampling_round(tenant, id)
);
CREATE INDEX sample_private_round ON sample_private USING btree (tenant, round_id);
grant select, insert, update, delete on sample_private to muster_app;

create table sampling_post (
  tenant   text not null,
  round_id uuid not null,
  post_id  uuid not null,
  batches  jsonb not null,
  called   integer not null,
  moved_at timestamp with time zone,
  version  integer not null,
  constraint sampling_post_pkey PRIMARY KEY (tenant, round_id, post_id),
  constraint sampling_post_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint sampling_post_tenant_round_id_fkey FOREIGN KEY (tenant, round_id) REFERENCES sampling_round(tenant, id)
);
CREATE INDEX sampling_post_post ON sampling_post USING btree (tenant, post_id);
grant select, insert, update, delete on sampling_post to muster_app;

create table sampling_round (
  tenant         text not null,
  id             uuid not null,
  incident_id    uuid not null,
  territory      text not null,
  name           text not null,
  territories    text[] not null,
  starts_at      timestamp with time zone not null,
  ends_at        timestamp with time zone not null,
  tube_size      integer not null,
  same_household boolean not null,
  late_minutes   integer not null,
  kept_days      integer not null,
  salt           bytea,
  closed_at      timestamp with time zone,
  erased_at      timestamp with time zone,
  version        integer not null,
  created_at     timestamp with time zone not null,
  constraint sampling_round_pkey PRIMARY KEY (tenant, id),
  constraint sampling_round_kept_days_check CHECK (((kept_days >= 0) AND (kept_days <= 90))),
  constraint sampling_round_late_minutes_check CHECK (((late_minutes >= 30) AND (late_minutes <= 2880))),
  constraint sampling_round_tube_size_check CHECK ((tube_size = ANY (ARRAY[1, 5, 10, 20]))),
  constraint sampling_round_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint sampling_round_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX sampling_round_incident ON sampling_round USING btree (tenant, incident_id);
grant select, insert, update, delete on sampling_round to muster_app;

create table seat (
  tenant       text not null,
  call_id      uuid not null,
  person_id    uuid not null,
  state        text not null,
  place        integer,
  rank         integer,
  held_until   timestamp with time zone,
  signed_up_at timestamp with time zone not null,
  arrival      bigint not null,
  via          text not null,
  fit          boolean not null,
  note         text,
  lapsed       boolean not null,
  weighed      jsonb,
  muster       boolean,
  departure    boolean,
  constraint seat_pkey PRIMARY KEY (tenant, call_id, person_id),
  constraint seat_check CHECK (((place IS NOT NULL) = (state = ANY (ARRAY['confirmed'::text, 'held'::text])))),
  constraint seat_check1 CHECK (((rank IS NOT NULL) = (state = 'reserve'::text))),
  constraint seat_check2 CHECK (((held_until IS NOT NULL) = (state = 'held'::text))),
  constraint seat_state_check CHECK ((state = ANY (ARRAY['signed-up'::text, 'confirmed'::text, 'held'::text, 'reserve'::text, 'withdrawn'::text, 'declined'::text, 'stood-down'::text]))),
  constraint seat_tenant_call_id_place_fkey FOREIGN KEY (tenant, call_id, place) REFERENCES call_place(tenant, call_id, place) DEFERRABLE INITIALLY DEFERRED,
  constraint seat_tenant_call_id_place_key UNIQUE (tenant, call_id, place) DEFERRABLE,
  constraint seat_tenant_call_id_rank_key UNIQUE (tenant, call_id, rank) DEFERRABLE
);
CREATE INDEX seat_held ON seat USING btree (tenant, held_until) WHERE (held_until IS NOT NULL);
CREATE INDEX seat_person ON seat USING btree (tenant, person_id);
grant select, insert, update, delete on seat to muster_app;

create table secondment (
  tenant     text not null,
  id         uuid not null,
  person_id  uuid not null,
  territory  text,
  unit_id    uuid,
  during     tstzrange not null,
  ordered_by text not null,
  state      text not null,
  by         uuid not null,
  at         timestamp with time zone not null,
  version    integer not null,
  constraint secondment_pkey PRIMARY KEY (tenant, id),
  constraint secondment_check CHECK (((territory IS NULL) <> (unit_id IS NULL))),
  constraint secondment_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'ended'::text]))),
  constraint secondment_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint secondment_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code),
  constraint secondment_tenant_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES unit(tenant, id),
  constraint one_host_at_a_time EXCLUDE USING gist (tenant WITH =, person_id WITH =, during WITH &&) WHERE ((state <> 'ended'::text))
);
CREATE INDEX secondment_due ON secondment USING btree (tenant, lower(during), upper(during)) WHERE (state <> 'ended'::text);
CREATE INDEX secondment_person ON secondment USING btree (tenant, person_id);
CREATE INDEX secondment_territory ON secondment USING btree (tenant, territory) WHERE (state <> 'ended'::text);
grant select, insert, update, delete on secondment to muster_app;

create table session (
  tenant       text not null,
  token_hash   text not null,
  account_id   uuid not null,
  device       text not null,
  created_at   timestamp with time zone not null,
  seen_at      timestamp with time zone not null,
  idle_minutes integer not null,
  expires_at   timestamp with time zone not null,
  revoked_at   timestamp with time zone,
  constraint session_pkey PRIMARY KEY (tenant, token_hash),
  constraint session_tenant_account_id_fkey FOREIGN KEY (tenant, account_id) REFERENCES account(tenant, id)
);
CREATE INDEX session_account ON session USING btree (tenant, account_id);
grant select, insert, update, delete on session to muster_app;

create table shift (
  tenant     text not null,
  id         uuid not null,
  post_id    uuid not null,
  role       text not null,
  skills     text[] not null,
  starts_at  timestamp with time zone not null,
  ends_at    timestamp with time zone not null,
  day        date not null,
  open_end   boolean not null,
  people     integer not null,
  standby    integer not null,
  cancelled  boolean not null,
  batch_id   uuid,
  version    integer not null,
  created_at timestamp with time zone not null,
  constraint shift_pkey PRIMARY KEY (tenant, id),
  constraint shift_check CHECK ((ends_at > starts_at)),
  constraint shift_people_check CHECK ((people > 0)),
  constraint shift_standby_check CHECK ((standby >= 0)),
  constraint shift_tenant_batch_id_fkey FOREIGN KEY (tenant, batch_id) REFERENCES batch(tenant, id),
  constraint shift_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id)
);
CREATE INDEX shift_batch ON shift USING btree (tenant, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX shift_open_end ON shift USING btree (tenant, post_id) WHERE (open_end AND (NOT cancelled));
CREATE INDEX shift_post ON shift USING btree (tenant, post_id, starts_at);
CREATE INDEX shift_time ON shift USING btree (tenant, starts_at) WHERE (NOT cancelled);
grant select, insert, update, delete on shift to muster_app;

create table shift_watch (
  tenant   text not null,
  shift_id uuid not null,
  look_at  timestamp with time zone not null,
  constraint shift_watch_pkey PRIMARY KEY (tenant, shift_id),
  constraint shift_watch_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
CREATE INDEX shift_watch_due ON shift_watch USING btree (tenant, look_at);
grant select, insert, update, delete on shift_watch to muster_app;

create table shortage (
  tenant       text not null,
  id           uuid not null,
  shift_id     uuid not null,
  cause        text not null,
  people       integer not null,
  found        integer not null,
  needed_by    timestamp with time zone not null,
  state        text not null,
  wave         integer not null,
  next_wave_at timestamp with time zone,
  relieves     uuid,
  raised_by    uuid,
  raised_at    timestamp with time zone not null,
  ended_at     timestamp with time zone,
  version      integer not null,
  constraint shortage_pkey PRIMARY KEY (tenant, id),
  constraint shortage_cause_check CHECK ((cause = ANY (ARRAY['gap'::text, 'no-show'::text, 'relief'::text, 'injury'::text, 'new-post'::text]))),
  constraint shortage_check CHECK (((found >= 0) AND (found <= people))),
  constraint shortage_people_check CHECK ((people > 0)),
  constraint shortage_state_check CHECK ((state = ANY (ARRAY['open'::text, 'filled'::text, 'closed'::text]))),
  constraint shortage_tenant_relieves_fkey FOREIGN KEY (tenant, relieves) REFERENCES assignment(tenant, id),
  constraint shortage_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
CREATE INDEX shortage_relieves ON shortage USING btree (tenant, relieves) WHERE (relieves IS NOT NULL);
CREATE INDEX shortage_shift ON shortage USING btree (tenant, shift_id);
CREATE INDEX shortage_wave ON shortage USING btree (tenant, next_wave_at) WHERE (state = 'open'::text);
grant select, insert, update, delete on shortage to muster_app;

create table site (
  tenant     text not null,
  id         uuid not null,
  territory  text not null,
  kind       text not null,
  name       text not null,
  parent     uuid,
  households integer,
  version    integer not null,
  created_at timestamp with time zone not null,
  closed_at  timestamp with time zone,
  constraint site_pkey PRIMARY KEY (tenant, id),
  constraint site_tenant_parent_fkey FOREIGN KEY (tenant, parent) REFERENCES site(tenant, id),
  constraint site_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code)
);
CREATE INDEX site_parent ON site USING btree (tenant, parent) WHERE (parent IS NOT NULL);
CREATE INDEX site_territory ON site USING btree (tenant, territory);
grant select, insert, update, delete on site to muster_app;

create table spell (
  tenant text not null,
  lens   integer not null,
  scope  text not null,
  side   text not null,
  member text not null,
  since  bigint not null,
  until  bigint,
  n      integer not null,
  constraint spell_pkey PRIMARY KEY (tenant, lens, scope, side, member, since),
  constraint spell_side_check CHECK ((side = ANY (ARRAY['unit'::text, 'place'::text])))
);
grant select, insert, update, delete on spell to muster_app;

create table sweep (
  tenant      text not null,
  id          uuid not null,
  incident_id uuid not null,
  post_id     uuid not null,
  name        text not null,
  attempts    integer not null,
  register_id uuid,
  code        text not null,
  closed_at   timestamp with time zone,
  version     integer not null,
  created_at  timestamp with time zone not null,
  constraint sweep_pkey PRIMARY KEY (tenant, id),
  constraint sweep_attempts_check CHECK (((attempts >= 1) AND (attempts <= 3))),
  constraint sweep_tenant_incident_id_fkey FOREIGN KEY (tenant, incident_id) REFERENCES incident(tenant, id),
  constraint sweep_tenant_post_id_fkey FOREIGN KEY (tenant, post_id) REFERENCES post(tenant, id),
  constraint sweep_tenant_register_id_fkey FOREIGN KEY (tenant, register_id) REFERENCES register(tenant, id)
);
CREATE INDEX sweep_incident ON sweep USING btree (tenant, incident_id);
CREATE INDEX sweep_post ON sweep USING btree (tenant, post_id);
grant select, insert, update, delete on sweep to muster_app;

create table sweep_site (
  tenant   text not null,
  sweep_id uuid not null,
  site_id  uuid not null,
  constraint sweep_site_pkey PRIMARY KEY (tenant, sweep_id, site_id),
  constraint sweep_site_tenant_site_id_fkey FOREIGN KEY (tenant, site_id) REFERENCES site(tenant, id),
  constraint sweep_site_tenant_sweep_id_fkey FOREIGN KEY (tenant, sweep_id) REFERENCES sweep(tenant, id)
);
grant select, insert, update, delete on sweep_site to muster_app;

create table tally (
  tenant text not null,
  lens   integer not null,
  scope  text not null,
  step   integer not null,
  facts  integer not null,
  people integer not null,
  heard  timestamp with time zone not null,
  constraint tally_pkey PRIMARY KEY (tenant, lens, scope, step)
);
grant select, insert, update, delete on tally to muster_app;

create table tally_cell (
  tenant    text not null,
  lens      integer not null,
  territory text not null,
  unit_id   uuid not null,
  n         integer not null,
  constraint tally_cell_pkey PRIMARY KEY (tenant, lens, territory, unit_id)
);
grant select, insert, update, delete on tally_cell to muster_app;

create table tally_lens (
  tenant      text not null,
  lens        integer not null,
  kind        text not null,
  incident_id uuid,
  tree        bigint not null,
  width       integer not null,
  seq         bigint not null,
  at          timestamp with time zone not null,
  constraint tally_lens_pkey PRIMARY KEY (tenant, lens)
);
grant select, insert, update, delete on tally_lens to muster_app;

create table tally_person (
  tenant    text not null,
  lens      integer not null,
  person_id uuid not null,
  territory text not null,
  unit_id   uuid not null,
  since     integer not null,
  until     integer,
  n         integer not null,
  constraint tally_person_pkey PRIMARY KEY (tenant, lens, person_id, territory, unit_id, since)
);
grant select, insert, update, delete on tally_person to muster_app;

create table tally_step (
  tenant text not null,
  lens   integer not null,
  step   integer not null,
  seq    bigint not null,
  at     timestamp with time zone not null,
  constraint tally_step_pkey PRIMARY KEY (tenant, lens, step)
);
grant select, insert, update, delete on tally_step to muster_app;

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
  call_id   uuid,
  version   integer not null,
  formed_at timestamp with time zone not null,
  constraint team_pkey PRIMARY KEY (tenant, id),
  constraint team_tenant_parent_fkey FOREIGN KEY (tenant, parent) REFERENCES team(tenant, id),
  constraint team_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code),
  constraint team_tenant_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES unit(tenant, id)
);
CREATE INDEX team_path ON team USING btree (tenant, path text_pattern_ops);
grant select, insert, update, delete on team to muster_app;

create table team_member (
  tenant    text not null,
  team_id   uuid not null,
  person_id uuid not null,
  roles     text[] not null,
  since     timestamp with time zone not null,
  constraint team_member_pkey PRIMARY KEY (tenant, team_id, person_id),
  constraint team_member_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint team_member_tenant_team_id_fkey FOREIGN KEY (tenant, team_id) REFERENCES team(tenant, id)
);
CREATE INDEX team_member_person ON team_member USING btree (tenant, person_id);
grant select, insert, update, delete on team_member to muster_app;

create table tenant (
  tenant      text not null,
  name        text not null,
  zone        text not null,
  rehearsal   boolean not null,
  clock_at    timestamp with time zone,
  clock_set   timestamp with time zone,
  clock_speed double precision,
  badge_key   bytea not null,
  created_at  timestamp with time zone not null,
  constraint tenant_pkey PRIMARY KEY (tenant),
  constraint tenant_tenant_check CHECK ((tenant ~ '^[a-z][a-z0-9-]{1,30}$'::text))
);
grant select, insert on tenant to muster_app;
grant update (name, clock_at, clock_set, clock_speed) on tenant to muster_app;

create table territory (
  tenant     text not null,
  code       text not null,
  name       text not null,
  level      text not null,
  parent     text,
  path       text not null,
  urban      boolean not null,
  zone       boolean not null,
  kind       text not null,
  pinyin     text not null,
  initials   text not null,
  version    text not null,
  valid_from date not null,
  valid_to   date,
  constraint territory_pkey PRIMARY KEY (tenant, code),
  constraint territory_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'street'::text, 'community'::text])))
);
CREATE INDEX territory_parent ON territory USING btree (tenant, parent);
CREATE INDEX territory_path ON territory USING btree (tenant, path text_pattern_ops);
grant select, insert, update, delete on territory to muster_app;

create table tree (
  tenant  text not null,
  version bigint not null,
  constraint tree_pkey PRIMARY KEY (tenant)
);
grant select, insert, update, delete on tree to muster_app;

create table tube (
  tenant       text not null,
  round_id     uuid not null,
  tube         text not null,
  post_id      uuid not null,
  territory    text not null,
  samples      integer not null,
  waiting      integer not null,
  first_at     timestamp with time zone,
  sealed_at    timestamp with time zone,
  sealed_heard timestamp with time zone,
  box          text,
  result       text,
  result_at    timestamp with time zone,
  recall_id    uuid,
  recalled_at  timestamp with time zone,
  box_at       timestamp with time zone,
  constraint tube_pkey PRIMARY KEY (tenant, round_id, tube),
  constraint tube_result_check CHECK ((result = ANY (ARRAY['clear'::text, 'again'::text])))
);
CREATE INDEX tube_in_box ON tube USING btree (tenant, round_id, box) WHERE (box IS NOT NULL);
CREATE INDEX tube_post ON tube USING btree (tenant, post_id, first_at);
CREATE UNIQUE INDEX tube_recall ON tube USING btree (tenant, recall_id) WHERE (recall_id IS NOT NULL);
grant select, insert, update, delete on tube to muster_app;

create table tube_box (
  tenant    text not null,
  round_id  uuid not null,
  box       text not null,
  post_id   uuid not null,
  territory text not null,
  tubes     integer not null,
  sealed_at timestamp with time zone,
  hands     jsonb not null,
  constraint tube_box_pkey PRIMARY KEY (tenant, round_id, box)
);
CREATE INDEX tube_box_post ON tube_box USING btree (tenant, post_id);
grant select, insert, update, delete on tube_box to muster_app;

create table turn (
  tenant      text not null,
  id          uuid not null,
  shift_id    uuid not null,
  post_id     uuid not null,
  person_id   uuid not null,
  territory   text not null,
  state       text not null,
  came_at     timestamp with time zone,
  left_at     timestamp with time zone,
  via         text,
  proven      boolean not null,
  planned     boolean not null,
  due_at      timestamp with time zone,
  why         text,
  breaks      jsonb not null,
  suits       jsonb not null,
  break_since timestamp with time zone,
  suit_since  timestamp with time zone,
  stayed_at   timestamp with time zone,
  stayed      text,
  handed_at   timestamp with time zone,
  handed_note text,
  handed_to   uuid,
  took_at     timestamp with time zone,
  took_from   uuid,
  flags       text[] not null,
  claimed_at  timestamp with time zone,
  constraint turn_pkey PRIMARY KEY (tenant, id),
  constraint turn_state_check CHECK ((state = ANY (ARRAY['on'::text, 'left'::text, 'no-show'::text, 'held'::text]))),
  constraint turn_tenant_person_id_fkey FOREIGN KEY (tenant, person_id) REFERENCES person(tenant, id),
  constraint turn_tenant_shift_id_fkey FOREIGN KEY (tenant, shift_id) REFERENCES shift(tenant, id)
);
CREATE INDEX turn_came ON turn USING btree (tenant, came_at);
CREATE INDEX turn_on ON turn USING btree (tenant, post_id) WHERE (state = 'on'::text);
CREATE INDEX turn_open ON turn USING btree (tenant, person_id) WHERE (state = 'on'::text);
CREATE INDEX turn_person ON turn USING btree (tenant, person_id, came_at);
CREATE INDEX turn_shift ON turn USING btree (tenant, shift_id, person_id);
grant select, insert, update, delete on turn to muster_app;

create table unit (
  tenant     text not null,
  id         uuid not null,
  code       text not null,
  name       text not null,
  kind       text not null,
  parent     uuid,
  path       text not null,
  version    integer not null,
  created_at timestamp with time zone not null,
  constraint unit_pkey PRIMARY KEY (tenant, id),
  constraint unit_tenant_parent_fkey FOREIGN KEY (tenant, parent) REFERENCES unit(tenant, id),
  constraint unit_tenant_code_key UNIQUE (tenant, code)
);
CREATE INDEX unit_path ON unit USING btree (tenant, path text_pattern_ops);
grant select, insert, update, delete on unit to muster_app;

create table unit_partner (
  tenant    text not null,
  unit_id   uuid not null,
  territory text not null,
  constraint unit_partner_pkey PRIMARY KEY (tenant, unit_id, territory),
  constraint unit_partner_tenant_territory_fkey FOREIGN KEY (tenant, territory) REFERENCES territory(tenant, code),
  constraint unit_partner_tenant_unit_id_fkey FOREIGN KEY (tenant, unit_id) REFERENCES unit(tenant, id)
);
grant select, insert, update, delete on unit_partner to muster_app;

create table visit (
  tenant       text not null,
  id           uuid not null,
  sweep_id     uuid not null,
  household_id uuid not null,
  outcome      text not null,
  at           timestamp with time zone not null,
  heard_at     timestamp with time zone not null,
  account_id   uuid,
  entry_id     uuid,
  people       integer,
  note_left    boolean not null,
  held         text,
  ended_at     timestamp with time zone,
  constraint visit_pkey PRIMARY KEY (tenant, id)
);
CREATE INDEX visit_sweep ON visit USING btree (tenant, sweep_id, household_id);
grant select, insert, update, delete on visit to muster_app;

create table wrong_try (
  tenant text not null,
  login  text not null,
  tries  integer not null,
  until  timestamp with time zone not null,
  constraint wrong_try_pkey PRIMARY KEY (tenant, login)
);
grant select, insert, update, delete on wrong_try to muster_app;
