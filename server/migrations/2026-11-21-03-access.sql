-- Accounts, sessions, grants, one-time links. Secrets are hashed at rest: passphrases by argon2id, tokens by SHA-256.
create table account (
  tenant      text not null,
  id          uuid not null,
  login       text,                                -- lower case; null for members who came by join link
  passphrase  text,                                -- argon2id in PHC format; null until chosen
  person_id   uuid,
  suspended   boolean not null default false,
  created_at  timestamptz not null,
  seen_at     timestamptz,
  primary key (tenant, id),
  unique (tenant, login),
  unique (tenant, person_id)
);

create table session (
  tenant       text not null,
  token_hash   text not null,                      -- SHA-256, hex
  account_id   uuid not null,
  device       text not null,                      -- user agent in a few words
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  idle_minutes int not null,                       -- ends after so long without a request
  expires_at   timestamptz not null,               -- ends then in any case
  revoked_at   timestamptz,
  primary key (tenant, token_hash),
  foreign key (tenant, account_id) references account (tenant, id)
);
create index session_account on session (tenant, account_id);

-- A role over a part of the city. Ended, never deleted: who could see what, and when, stays answerable.
create table role_grant (
  tenant     text not null,
  id         uuid not null,
  account_id uuid not null,
  role       text not null,
  territory  text,
  unit_id    uuid,
  team_id    uuid,
  given_by   uuid,
  given_at   timestamptz not null,
  until      timestamptz,
  ended_at   timestamptz,
  primary key (tenant, id),
  foreign key (tenant, account_id) references account (tenant, id)
);
create index role_grant_account on role_grant (tenant, account_id) where ended_at is null;

create table one_time_link (
  tenant     text not null,
  token_hash text not null,
  purpose    text not null check (purpose in ('join', 'passphrase')),
  account_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (tenant, token_hash),
  foreign key (tenant, account_id) references account (tenant, id)
);

-- Wrong tries per login name, known or not, so that nobody learns which names exist.
create table wrong_try (
  tenant text not null,
  login  text not null,
  tries  int not null,
  until  timestamptz not null,
  primary key (tenant, login)
);
