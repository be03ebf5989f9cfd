import { runningTestServer } from './running-test-server.ts';

/** Ends the server of the run, with every database in it. */
export default async function stopTestDatabase(): Promise<void> {
  await runningTestServer.stop?.();
}
