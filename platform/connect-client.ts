import pg from 'pg';
import { hasCode } from './error-code.ts';
import { StartProblem } from './start-problem.ts';

/** One connection outside any pool, for work at start; end it yourself. Refuses, in a sentence without the password, a server that does not let us in. */
export async function connectClient(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const where = `PostgreSQL at ${client.host}:${client.port}`;
    if (hasCode(cause, '28P01', '28000')) {
      throw new StartProblem(`${where} refuses user ${client.user}: correct the database URL.`, { cause });
    }
    if (hasCode(cause, '3D000')) {
      throw new StartProblem(
        `${where} has no database ${client.database}: create it, or correct the database URL.`,
        { cause },
      );
    }
    throw new StartProblem(`${where} does not answer: start it, or correct the database URL.`, { cause });
  }
}
