-- Tallies: running counts of the facts that stand, so that a figure as of any minute need not read millions of them.
-- Nothing here that the facts do not say; the roller (server/src/ledger/tally/) follows the ledger by its numbers, off the
-- path of whoever reports. Scopes are '' (the whole city), a territory's code, a unit's id (with all below it), and a
-- unit's id with '=' (the unit itself). No foreign keys: whatever a fact names counts, or is passed over.

-- How often a branch of places or units was moved. Counts are kept by the trees as they are; when one has changed, they are
-- rolled anew beside the old ones, and figures are counted from the facts until then.
create table tree (
  tenant  text primary key,
  version bigint not null
);
insert into tree (tenant, version) select tenant, 1 from tenant;

-- What is counted through one lens: facts of one kind, all of them or those of one incident and of none.
create table tally_lens (
  tenant      text not null,
  lens        int not null,                        -- numbered within the tenant; the key keeps two apart
  kind        text not null,
  incident_id uuid,
  tree        bigint not null,                     -- version of `tree` it is rolled by
  width       int not null,                        -- numbers of the ledger to a step
  seq         bigint not null,                     -- rolled up to this number …
  at          timestamptz not null,                -- … and this stamp, the newest it has counted
  primary key (tenant, lens)
);

-- The ledger in steps, ended by so many numbers and by every whole hour: the last number and the newest stamp in each.
create table tally_step (
  tenant text not null,
  lens   int not null,
  step   int not null,
  seq    bigint not null,
  at     timestamptz not null,
  primary key (tenant, lens, step)
);

-- What stands in a scope at the end of a step; a row only where the step changed or heard something.
create table tally (
  tenant text not null,
  lens   int not null,
  scope  text not null,
  step   int not null,
  facts  int not null,
  people int not null,
  heard  timestamptz not null,                     -- the last fact about the scope, also one that ended another
  primary key (tenant, lens, scope, step)
) with (fillfactor = 90);

-- How many facts stand in one community from one unit, at the lens's mark: where members come and go begins here.
create table tally_cell (
  tenant    text not null,
  lens      int not null,
  territory text not null,
  unit_id   uuid not null,
  n         int not null,
  primary key (tenant, lens, territory, unit_id)
) with (fillfactor = 80);

-- From which to which step how many reports of a person stand in a cell, at their ends: who is there already is not
-- counted as a new one.
create table tally_person (
  tenant    text not null,
  lens      int not null,
  person_id uuid not null,
  territory text not null,
  unit_id   uuid not null,
  since     int not null,                          -- the step at whose end it was so first …
  until     int,                                   -- … and the one at whose end it was no longer; null while it lasts
  n         int not null,
  primary key (tenant, lens, person_id, territory, unit_id, since)
) with (fillfactor = 90);

-- From which to which number of the ledger a scope had a member: a topmost unit in a place, a community in a unit.
create table spell (
  tenant text not null,
  lens   int not null,
  scope  text not null,
  side   text not null check (side in ('unit', 'place')),
  member text not null,
  since  bigint not null,
  until  bigint,                                   -- null while it lasts
  n      int not null,                             -- cells that make it last; 0 when it is over
  primary key (tenant, lens, scope, side, member, since)
) with (fillfactor = 80);
