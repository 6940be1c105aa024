-- The areas over which coverage is counted: “43 of 46 streets” needs a base that somebody chose. With history, because
-- a figure as of last week is counted over the base of last week. Empty: the areas in which somebody has reported.
create table coverage_area (
  tenant    text not null,
  territory text not null,
  since     timestamptz not null,
  until     timestamptz,                           -- null while it is part of the base
  set_by    uuid,
  primary key (tenant, territory, since),
  foreign key (tenant, territory) references territory (tenant, code)
);
create unique index coverage_area_now on coverage_area (tenant, territory) where until is null;
