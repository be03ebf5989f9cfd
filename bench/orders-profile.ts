import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProfile } from './cpu-profile.ts';
import { startOrdersHouse } from './orders-house.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';

const seconds = 10;
const warmUpSeconds = 5;
const households = 150_000;
const partsTold = 12;

/** Where gateway and postal wing spend their time under orders. A run of its own, because profiling takes time as well. */
export async function profileOrders({ connections }: OrdersOptions, tell: Tell): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-profiles-'));
  try {
    const house = await startOrdersHouse({ households, profileFolder: folder });
    const micros = { fromMicros: 0, toMicros: 0 };
    try {
      await house.order({ connections, seconds: warmUpSeconds });
      micros.fromMicros = nowMicros();
      await house.order({ connections, seconds });
      micros.toMicros = nowMicros();
    } finally {
      await house.stop();
    }
    for (const name of ['gateway', 'postal']) {
      const shares = await readProfile(join(folder, name), micros);
      const percent = Object.fromEntries(
        shares.slice(0, partsTold).map((share) => [share.part, share.percent]),
      );
      tell({ figure: 'profile', process: name, percent });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function nowMicros(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
