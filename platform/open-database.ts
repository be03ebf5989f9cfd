import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

export interface DatabaseOptions {
  /** Connections at most; 10 unless told. */
  readonly maxConnections?: number | undefined;
  /** Time after which the server gives a statement up; 30 s unless told, 0 for no limit. */
  readonly statementTimeoutMs?: number | undefined;
  /** Told when an idle connection is lost. The pool opens another, so nothing else needs doing. */
  readonly onConnectionLost?: ((cause: Error) => void) | undefined;
}

/** A statement that varies too much to be worth preparing; PostgreSQL keeps every prepared one until the connection ends. */
const preparedStatementsAtMost = 1_000;

/** Prisma's way to a database: pooled, with every statement prepared once per connection instead of parsed each time. */
export function createDatabaseAdapter(url: string, options: DatabaseOptions = {}): PrismaPg {
  return new PrismaPg(openPool(url, options), {
    disposeExternalPool: true,
    statementNameGenerator: createStatementNames(),
  });
}

/** A plain pool for statements written by hand; name them (`{ name, text, values }`) and they are prepared once per connection. */
export function openPool(url: string, options: DatabaseOptions = {}): pg.Pool {
  const pool = new pg.Pool(poolConfig(url, options));
  // Without a listener the loss of an idle connection would end the process. While the pool ends, it is no loss: `end` resolves before
  // the last connection is closed, and a server that stops meanwhile still writes to it.
  pool.on('error', (cause) => {
    if (!pool.ending) options.onConnectionLost?.(cause);
  });
  return pool;
}

/** Names for statements by their text: the same text the same name, and no name (so, unprepared) beyond a bounded number of texts. */
export function createStatementNames(
  atMost = preparedStatementsAtMost,
): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= atMost) return '';
    const name = `s${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}

function poolConfig(url: string, options: DatabaseOptions): pg.PoolConfig {
  return {
    connectionString: url,
    max: options.maxConnections ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  };
}
