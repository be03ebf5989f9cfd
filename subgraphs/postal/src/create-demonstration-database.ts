import { systemClock } from '@rotunda/platform/clock';
import { type TestDatabase, createFilledTestDatabase } from '@rotunda/platform/test-database';
import { seedPostal } from './seed-postal.ts';

/** For tests: a database of one's own with the demonstration, as it was written for the first test file of the run. */
export function createDemonstrationDatabase(): Promise<TestDatabase> {
  return createFilledTestDatabase('postal', 'demonstration', (databaseUrl) =>
    seedPostal({ databaseUrl, clock: systemClock }),
  );
}
