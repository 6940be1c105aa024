import type { Place } from './place.ts'

/** How one engine is reached, and whether it keeps its promises. */
export interface Reach {
  /** A Unix socket in `place.sockets`, or loopback on `port`. Never another address, never TLS. */
  readonly by: 'socket' | 'loopback'
  readonly port: number
}

/**
 * What an operator may tune (with `alter system`, which stands above this file): sizes for two cores and little memory.
 * Written to `muster.conf` at each start.
 */
export const TUNABLE: Readonly<Record<string, string>> = {
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_connections: '60',
  // Queries here are short. Parallel workers would take the second core from the server, and their shared memory needs
  // /dev/shm, which is 64 MB in a container.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off', // costs more than it saves on short queries, and its library is not bundled
  // Enough for base backups and a standby when a town grows; `minimal` would have to be left by a restart.
  wal_level: 'replica',
  max_wal_senders: '3',
  // Bounds crash recovery: at most this much is read again, seconds on a slow disk (promise: serving within 10 s).
  max_wal_size: '512MB',
  checkpoint_timeout: '5min',
  random_page_cost: '1.1', // disks without arms
  // A roster of thousands comes in one moment; a minute of plans made for an empty table would be the first impression.
  autovacuum_naptime: '10s',
  idle_in_transaction_session_timeout: '60s', // a lost client must not hold its locks for ever
  timezone: 'UTC',
  default_text_search_config: 'pg_catalog.simple',
}

/** What is promised and must hold whatever a file says: given on the command line, which stands above all files. */
export function promised(place: Place, reach: Reach): Record<string, string> {
  return {
    fsync: 'on',
    synchronous_commit: 'on', // acknowledged means durable
    full_page_writes: 'on',
    ssl: 'off', // the OpenSSL inside is old
    listen_addresses: reach.by === 'loopback' ? '127.0.0.1' : '',
    port: String(reach.port),
    unix_socket_directories: reach.by === 'socket' ? place.sockets : '',
    unix_socket_permissions: '0700',
    logging_collector: 'off', // the supervisor keeps the log, and needs to read it
    log_destination: 'stderr',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...DISCREET,
  }
}

/**
 * Statements hold names and identity numbers, and a log outlives them. Error messages quote values too, so errors of
 * statements are not written at all ("log" ranks above "error" in the server's log): the server reports those itself.
 */
const DISCREET = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
}

/** For throw-away databases of tests only: nothing survives a power cut, so nothing waits for the disk. */
export const FORGETFUL: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '100',
}
