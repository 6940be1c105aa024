-- Photos of entries: bytes and nothing else, kept as long as what their entry says of people.

create table entry_photo (
  tenant      text not null,
  entry_id    uuid not null,
  id          uuid not null,
  register_id uuid not null,
  bytes       bytea not null,
  heard_at    timestamptz not null,
  primary key (tenant, entry_id, id),
  foreign key (tenant, register_id) references register (tenant, id)
);
create index entry_photo_register on entry_photo (tenant, register_id);
