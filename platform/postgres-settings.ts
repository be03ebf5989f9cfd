export type ServerSettings = Readonly<Record<string, string | number>>;

/** Settings of an embedded server for a small machine that Node shares; what a person typed never reaches its log. */
export function serverSettings(durable: boolean): ServerSettings {
  return { ...everywhere, ...(durable ? kept : forgotten) };
}

const everywhere: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
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

const kept: ServerSettings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

const forgotten: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};
