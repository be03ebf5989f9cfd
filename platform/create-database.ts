import pg from 'pg';
import { hasCode } from './error-code.ts';

/** Creates an empty database on the server of the URL, or leaves the one that is there. Refuses names that need quoting. */
export async function createDatabaseIfMissing(serverUrl: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`"${name}" is not a plain database name.`);
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  } catch (error) {
    if (!hasCode(error, '42P04', '23505')) throw error;
  } finally {
    await client.end();
  }
}
