import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { openPool } from '@rotunda/platform/open-database';
import { importAddresses } from '@rotunda/postal/import-addresses';
import { cpuTimeMs } from './cpu-time.ts';
import { writeHouseholds } from './orders-households.ts';
import type { OrdersLoad, OrdersReport } from './orders-load-process.ts';
import { type RotundaProcesses, startRotundaProcesses } from './rotunda-processes.ts';
import { noProgress } from './synthetic-addresses.ts';

export type WantedLoad = Pick<OrdersLoad, 'connections' | 'seconds'> & Partial<OrdersLoad>;

/** Database, postal wing and gateway as processes, a register of synthetic households, one open round, and a load generator. */
export interface OrdersHouse {
  readonly processes: RotundaProcesses;
  readonly database: ReturnType<typeof openPool>;
  /** Orders of households that nobody ordered for yet. */
  order(load: WantedLoad): Promise<OrdersReport>;
  /** The same, with throughput and the CPU that each process used for an order. */
  measure(load: WantedLoad): Promise<OrdersFigure>;
  /** Takes so many households for orders that do not come from the generator; gives the first. */
  takeHouseholds(count: number): number;
  stop(): Promise<void>;
}

export interface OrdersFigure {
  readonly ordersPerSecond: number;
  readonly orders: number;
  readonly connections: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerOrder: Readonly<Record<string, number>>;
  readonly allCpuMsPerOrder: number;
}

/** Whatever the directory of campaigns has in memory is older than that afterwards. */
const campaignsObeyedAfterMs = 1_200;

/** Starts the house and registers households. */
export async function startOrdersHouse(wanted: {
  readonly households: number;
  readonly profileFolder?: string;
}): Promise<OrdersHouse> {
  const closing = createClosingStack();
  try {
    const processes = await startRotundaProcesses({
      wings: ['postal'],
      // Processes are killed here on purpose: what that breaks in the others is expected.
      logLevel: 'fatal',
      profileFolder: wanted.profileFolder,
    });
    closing.add('the house', processes.stop);
    const database = openPool(processes.databaseUrls.postal, { maxConnections: 2, statementTimeoutMs: 0 });
    closing.add('the connections', () => database.end());
    await registerHouseholds(processes.databaseUrls.postal, wanted.households);
    // With one round open, a household has one order.
    await database.query(
      `UPDATE campaign_round SET closes_at = opens_at + interval '1 day' WHERE ordinal > 1`,
    );
    await wait(campaignsObeyedAfterMs);

    const token = await processes.tokenFor('householder');
    const generator = startGenerator();
    closing.add('the load generator', async () => void generator.child.kill());
    let next = 0;
    const order = async (load: WantedLoad) => {
      const report = await generator.run({
        url: processes.endpoint,
        token,
        arrivalsPerSecond: null,
        rivals: false,
        firstHousehold: next,
        ...load,
      });
      if (load.firstHousehold === undefined) next += report.households;
      return report;
    };
    const cpuTimes = () => ({
      ...processes.cpuTimesMs(),
      'load generator': cpuTimeMs(generator.child.pid ?? 0) ?? Number.NaN,
    });
    return {
      processes,
      database,
      order,
      async measure(load) {
        const before: Readonly<Record<string, number>> = cpuTimes();
        const report = await order(load);
        const spent = Object.entries(cpuTimes()).map(
          ([name, ms]) => [name, ms - (before[name] ?? 0)] as const,
        );
        return figureOf(load, report, spent);
      },
      takeHouseholds(count) {
        next += count;
        return next - count;
      },
      stop: closing.close,
    };
  } catch (cause) {
    await closing.close();
    throw cause;
  }
}

async function registerHouseholds(databaseUrl: string, count: number): Promise<void> {
  const file = join(tmpdir(), `rotunda-households-${process.pid}.csv`);
  try {
    await writeHouseholds(file, count);
    await importAddresses({ databaseUrl, files: [file], faultPolicy: 'refuse', progress: noProgress });
  } finally {
    await rm(file, { force: true });
  }
}

function startGenerator(): { readonly child: ChildProcess; run(load: OrdersLoad): Promise<OrdersReport> } {
  const child = fork(new URL('./orders-load-process.ts', import.meta.url), {
    execArgv: ['--max-semi-space-size=64', '--import', '@rotunda/platform/strip-types'],
  });
  return {
    child,
    run: (load) =>
      new Promise((resolve, reject) => {
        child.once('message', (message: { report?: OrdersReport; problem?: string }) =>
          message.report ? resolve(message.report) : reject(new Error(message.problem)),
        );
        child.send(load);
      }),
  };
}

function figureOf(
  { connections }: WantedLoad,
  { placed, seconds, placedP50Ms, placedP99Ms }: OrdersReport,
  spent: readonly (readonly [string, number])[],
): OrdersFigure {
  const all = spent.reduce((sum, [, ms]) => sum + ms, 0);
  return {
    ordersPerSecond: Math.round(placed / seconds),
    orders: placed,
    connections,
    p50Ms: rounded(placedP50Ms, 1),
    p99Ms: rounded(placedP99Ms, 1),
    cpuMsPerOrder: Object.fromEntries(spent.map(([name, ms]) => [name, rounded(ms / placed, 3)])),
    allCpuMsPerOrder: rounded(all / placed, 3),
  };
}

/** A figure to so many places. */
export function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}
