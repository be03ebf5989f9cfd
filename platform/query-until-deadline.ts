import {
  DatabaseError,
  type Pool,
  type PoolClient,
  type QueryConfig,
  type QueryResult,
  type QueryResultRow,
} from 'pg';
import { cancelStatement } from './cancel-statement.ts';
import { hasCode } from './error-code.ts';
import { Refusal } from './refusal.ts';
import type { RequestFacts } from './request-facts.ts';

/** Asks statements, as a pool does. */
export interface Queries {
  query<Row extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<Row>>;
}

const queryCanceled = '57014';

type Patience = Pick<RequestFacts, 'deadlineAt' | 'signal'>;

/**
 * A pool as one request uses it: what a statement still runs when the request's time is up, or nobody waits for it any more, is cancelled in the
 * database and refused as `UNAVAILABLE`. It costs a timer and a listener, and no round trip unless there is something to cancel.
 */
export function queriesUntilDeadline(pool: Pool, patience: Patience): Queries {
  return {
    async query<Row extends QueryResultRow>(statement: QueryConfig) {
      refuseLate(patience);
      const client = await pool.connect();
      let isLost = false;
      try {
        // The wait for a connection may have been long.
        refuseLate(patience);
        return await queryOrCancel<Row>(client, statement, patience);
      } catch (cause) {
        isLost = endsConnection(cause);
        throw cause;
      } finally {
        client.release(isLost);
      }
    },
  };
}

async function queryOrCancel<Row extends QueryResultRow>(
  client: PoolClient,
  statement: QueryConfig,
  { deadlineAt, signal }: Patience,
): Promise<QueryResult<Row>> {
  let cancelling: Promise<void> | undefined;
  const cancel = () => void (cancelling ??= cancelStatement(client));
  const leftMs = deadlineAt === undefined ? Infinity : deadlineAt - Date.now();
  const timer = Number.isFinite(leftMs) ? setTimeout(cancel, leftMs) : undefined;
  signal?.addEventListener('abort', cancel, { once: true });
  client.on('error', leaveToTheStatement);
  try {
    return await client.query<Row>(statement);
  } catch (cause) {
    throw cancelling && hasCode(cause, queryCanceled) ? outOfTime() : cause;
  } finally {
    clearTimeout(timer);
    client.off('error', leaveToTheStatement);
    signal?.removeEventListener('abort', cancel);
    // The connection is given back only when the server has dealt with the request: it would meet the next statement.
    await cancelling;
  }
}

/** The server says so before it closes the connection, which the pool would give to the next statement meanwhile. */
function endsConnection(cause: unknown): boolean {
  if (cause instanceof Refusal) return false;
  return !(cause instanceof DatabaseError) || cause.severity === 'FATAL';
}

/** A connection that is lost fails what it runs; without a listener it would end the process besides. */
function leaveToTheStatement(): void {}

function refuseLate({ deadlineAt, signal }: Patience): void {
  if (signal?.aborted || (deadlineAt !== undefined && deadlineAt <= Date.now())) throw outOfTime();
}

function outOfTime(): Refusal {
  return new Refusal('UNAVAILABLE', 'The time for this request ran out in the database.');
}
