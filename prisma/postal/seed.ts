import { systemClock } from '@rotunda/platform/clock';
import { seedPostal } from '@rotunda/postal/seed-postal';
import { readEnvironment } from '@rotunda/platform/read-environment';
import { environment } from '@rotunda/postal/environment';

const { DATABASE_URL_POSTAL } = readEnvironment(
  { DATABASE_URL_POSTAL: environment.DATABASE_URL_POSTAL },
  process.env,
);
await seedPostal({ databaseUrl: DATABASE_URL_POSTAL, clock: systemClock });
