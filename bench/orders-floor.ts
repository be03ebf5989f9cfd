import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { applyMigrations } from '@rotunda/platform/apply-migrations';
import { createDatabaseIfMissing } from '@rotunda/platform/create-database';
import { cpuTimeMs } from './cpu-time.ts';
import { type OrdersHouse, rounded } from './orders-house.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';

const name = 'floor';
export const floorSecondsAtMost = 15;
const warmUpSeconds = 3;

/** What a bare server reaches that only commits the same rows in groups, and the share of it that the whole house reaches in the same run. */
export async function measureFloor(
  house: OrdersHouse,
  { seconds, connections }: OrdersOptions,
  tell: Tell,
): Promise<void> {
  const measuredSeconds = Math.min(seconds, floorSecondsAtMost);
  const whole = await house.measure({ seconds: measuredSeconds, connections });
  const databaseUrl = house.processes.databaseUrls.postal.replace(/\/postal$/, `/${name}`);
  await createDatabaseIfMissing(house.processes.databaseUrls.postal, name);
  await applyMigrations(databaseUrl, new URL('../prisma/postal/migrations', import.meta.url));
  const { child, url } = await startFloor(databaseUrl);
  try {
    const load = { url, connections, firstHousehold: 0 };
    await house.order({ ...load, seconds: warmUpSeconds });
    const before = cpuTimeMs(child.pid ?? 0) ?? Number.NaN;
    const floor = await house.measure({ ...load, seconds: measuredSeconds });
    const floorMs = (cpuTimeMs(child.pid ?? 0) ?? Number.NaN) - before;
    tell({
      figure: 'floor',
      ...floor,
      cpuMsPerOrder: {
        floor: rounded(floorMs / floor.orders, 3),
        postgresql: floor.cpuMsPerOrder['postgresql'],
        'load generator': floor.cpuMsPerOrder['load generator'],
      },
      allCpuMsPerOrder: rounded(floor.allCpuMsPerOrder + floorMs / floor.orders, 3),
      houseOrdersPerSecond: whole.ordersPerSecond,
      houseAllCpuMsPerOrder: whole.allCpuMsPerOrder,
      shareOfFloor: rounded(whole.ordersPerSecond / floor.ordersPerSecond, 3),
    });
  } finally {
    child.kill();
  }
}

async function startFloor(
  databaseUrl: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(new URL('./orders-floor-process.ts', import.meta.url), [databaseUrl], {
    execArgv: ['--max-semi-space-size=128', '--import', '@rotunda/platform/strip-types'],
  });
  const [url]: unknown[] = await once(child, 'message');
  return { child, url: String(url) };
}
