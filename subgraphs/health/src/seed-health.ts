import type { Clock } from '@rotunda/platform/clock';
import { seedDemonstration } from './demonstration/seed-demonstration.ts';

export interface SeedOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
}

/** Fills a migrated database with made-up patients, loaded by the importer as any others. A second run changes nothing. */
export async function seedHealth(options: SeedOptions): Promise<void> {
  await seedDemonstration(options);
}
