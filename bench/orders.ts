import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureDoubles } from './orders-doubles.ts';
import { capacitySeconds, crowd, measureFlash } from './orders-flash.ts';
import { floorSecondsAtMost, measureFloor } from './orders-floor.ts';
import { type OrdersHouse, startOrdersHouse } from './orders-house.ts';
import { householdsAKill, measureKills } from './orders-kill.ts';
import { profileOrders } from './orders-profile.ts';
import type { OrdersOptions, Tell } from './orders-run.ts';
import { measureThroughput, roundsAfterCheckpoint } from './orders-throughput.ts';

/** More orders a second than these two cores can bear, to know how many households to register. */
const ordersPerSecondAtMost = 8_000;
const warmUpSeconds = 5;
const flashSecondsAtMost = 30;
const otherHouseholds = 60_000;

const parts = {
  throughput: (house: OrdersHouse, options: OrdersOptions, tell: Tell) =>
    measureThroughput(house, options, tell),
  floor: (house: OrdersHouse, options: OrdersOptions, tell: Tell) => measureFloor(house, options, tell),
  flash: (house: OrdersHouse, options: OrdersOptions, tell: Tell) =>
    measureFlash(house, { ...options, flashSeconds: flashSecondsOf(options) }, tell),
  doubles: (house: OrdersHouse, options: OrdersOptions, tell: Tell) => measureDoubles(house, options, tell),
  kill: (house: OrdersHouse, options: OrdersOptions, tell: Tell) => measureKills(house, options.kills, tell),
};
type Part = keyof typeof parts;
const partNames: readonly string[] = Object.keys(parts);

/** Orders through gateway, postal wing and database, each a process, with every rule and the audit on. One JSON line a figure. */
export async function orders(): Promise<void> {
  const beganAt = performance.now();
  const { wanted, ...options } = readOptions();
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version };
  const tell: Tell = (figure) => console.log(JSON.stringify({ suite: 'orders', ...figure, ...machine }));
  const house = await startOrdersHouse({ households: householdsFor(wanted, options) });
  try {
    await house.order({ connections: options.connections, seconds: warmUpSeconds });
    for (const part of wanted) await parts[part](house, options, tell);
  } finally {
    await house.stop();
  }
  if (wanted.includes('throughput')) await profileOrders(options, tell);
  tell({ figure: 'the run', seconds: Math.round((performance.now() - beganAt) / 1_000) });
}

function readOptions(): OrdersOptions & { readonly wanted: readonly Part[] } {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      seconds: { type: 'string', default: '60' },
      connections: { type: 'string', default: '256' },
      rows: { type: 'string', default: '10000000' },
      kill: { type: 'string', default: '20' },
      only: { type: 'string', default: partNames.join(',') },
    },
  });
  const wanted = values.only.split(',');
  const isPart = (name: string): name is Part => partNames.includes(name);
  if (!wanted.every(isPart)) throw new Error(`--only takes some of: ${partNames.join(', ')}.`);
  return {
    wanted,
    seconds: Number(values.seconds),
    connections: Number(values.connections),
    rows: Number(values.rows),
    kills: Number(values.kill),
  };
}

/** A crowd lasts half a minute, unless all is to be short. */
function flashSecondsOf({ seconds }: OrdersOptions): number {
  return Math.min(flashSecondsAtMost, seconds);
}

function householdsFor(wanted: readonly Part[], options: OrdersOptions): number {
  const { seconds, rows, kills } = options;
  const throughput = wanted.includes('throughput') ? seconds * (rows > 0 ? 1 + roundsAfterCheckpoint : 1) : 0;
  const flash = wanted.includes('flash') ? capacitySeconds + crowd * flashSecondsOf(options) : 0;
  const floor = wanted.includes('floor') ? Math.min(seconds, floorSecondsAtMost) : 0;
  const loaded = (warmUpSeconds + throughput + flash + floor) * ordersPerSecondAtMost;
  return loaded + (wanted.includes('kill') ? kills * householdsAKill : 0) + otherHouseholds;
}
