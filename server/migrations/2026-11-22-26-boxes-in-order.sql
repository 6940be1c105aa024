-- When a tube was put into its box: of two phones that each tell of another box the later packing holds, whoever is heard last.
alter table tube add column box_at timestamptz;
update tube set box_at = sealed_at where box is not null;

-- Somebody written down by hand is found in the list of residents, under the one lock of a city: at once or not at all.
create index resident_name on resident (tenant, incident_id, name);
