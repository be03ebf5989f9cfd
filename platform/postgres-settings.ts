import { totalmem } from 'node:os';

export type ServerSettings = Readonly<Record<string, string | number>>;

/** Settings of an embedded server for a small machine that Node shares; what a person typed never reaches its log. */
export function serverSettings(durable: boolean): ServerSettings {
  return { ...everywhere, ...(durable ? kept : forgotten) };
}

const everywhere: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  effective_cache_size: '2GB',
  work_mem: '8MB',
  maintenance_work_mem: '256MB',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement or a DETAIL line may hold a name and an address.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  wal_level: 'minimal',
  max_wal_senders: 0,
  // Full pages after a checkpoint cost an order 5 to 8 KB of log against 0.3 KB later, so checkpoints are rare.
  checkpoint_timeout: '15min',
  max_wal_size: '4GB',
};

const kept: ServerSettings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Orders go to pages of two indexes in no order: each that is not in these buffers is read, and another written, for one row.
  shared_buffers: sharedBuffers(totalmem()),
};

const forgotten: ServerSettings = {
  shared_buffers: '256MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** What a server on a machine of so many bytes of memory keeps pages in: an eighth of it, between 128 MB and 2 GB. */
export function sharedBuffers(memoryBytes: number): string {
  const megabytes = Math.floor(memoryBytes / 8 / 1024 ** 2);
  return `${Math.min(2_048, Math.max(128, megabytes))}MB`;
}
