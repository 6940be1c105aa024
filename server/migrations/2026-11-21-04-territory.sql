-- Places: a city's part of the registry of divisions, or another country's own list.
create table territory (
  tenant     text not null,
  code       text not null,
  name       text not null,
  level      text not null check (level in ('province', 'city', 'county', 'street', 'community')),
  parent     text,
  path       text not null,                        -- codes from the top down, each followed by '/', so that a subtree is a prefix
  urban      boolean not null,
  zone       boolean not null,
  kind       text not null,
  pinyin     text not null,
  initials   text not null,
  version    text not null,                        -- registry version it came from
  valid_from date not null,
  valid_to   date,
  primary key (tenant, code)
);
create index territory_path on territory (tenant, path text_pattern_ops);
create index territory_parent on territory (tenant, parent);

create table boundary (
  tenant      text not null,
  code        text not null,
  geometry    jsonb not null,                      -- GeoJSON Polygon or MultiPolygon, WGS 84
  source      text,
  imported_at timestamptz not null,
  primary key (tenant, code),
  foreign key (tenant, code) references territory (tenant, code)
);
