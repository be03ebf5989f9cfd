import { environment } from '@rotunda/health/environment';
import { seedHealth } from '@rotunda/health/seed-health';
import { systemClock } from '@rotunda/platform/clock';
import { readEnvironment } from '@rotunda/platform/read-environment';

const { DATABASE_URL_HEALTH } = readEnvironment(
  { DATABASE_URL_HEALTH: environment.DATABASE_URL_HEALTH },
  process.env,
);
await seedHealth({ databaseUrl: DATABASE_URL_HEALTH, clock: systemClock });
