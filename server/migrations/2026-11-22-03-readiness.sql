-- A server says that it is ready only on a database that is up to date, so it may read which migrations ran.
grant select on kysely_migration to muster_app;
