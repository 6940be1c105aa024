-- Who did what to which thing. Each line holds the digest of the line before: a changed, missing or inserted line
-- breaks the chain visibly. Insert-only by privilege.
create table audit_line (
  tenant     text not null,
  seq        bigint not null,
  at         timestamptz not null,
  account_id uuid,
  actor      text,                                 -- login name as it was then
  action     text not null,
  subject    text not null,
  detail     jsonb not null,
  previous   text,                                 -- digest of the line before; null on the first
  digest     text not null,                        -- SHA-256, hex
  primary key (tenant, seq)
);
create index audit_line_subject on audit_line (tenant, subject);
create index audit_line_action on audit_line (tenant, action);
revoke update, delete on audit_line from muster_app;

-- The newest line: locked while a line is added, so that two writers never share a predecessor.
create table audit_head (
  tenant text primary key,
  seq    bigint not null,
  digest text
);
revoke delete on audit_head from muster_app;
