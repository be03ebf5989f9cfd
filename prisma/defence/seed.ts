import { environment } from '@rotunda/defence/environment';
import { seedDefence } from '@rotunda/defence/seed-defence';
import { systemClock } from '@rotunda/platform/clock';
import { readEnvironment } from '@rotunda/platform/read-environment';

const { DATABASE_URL_DEFENCE } = readEnvironment(
  { DATABASE_URL_DEFENCE: environment.DATABASE_URL_DEFENCE },
  process.env,
);
await seedDefence({ databaseUrl: DATABASE_URL_DEFENCE, clock: systemClock });
