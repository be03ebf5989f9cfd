import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { cpuTimeMs } from './cpu-time.ts';
import { floorOf, timeDurableWrites } from './durable-writes.ts';
import { type Figure, type Round, figuresOf } from './gateway-figures.ts';
import { tablesOf } from './gateway-tables.ts';
import { measuredOperations, measuredSubscription } from './gateway-operations.ts';
import type { LoadOrder, LoadReport } from './load-process.ts';
import type { Rival } from './field/rival.ts';
import { type Field, rivalNames, startRivals } from './field/start-rivals.ts';
import { profileDuring } from './field/profile-rotunda.ts';
import { sharesOf } from './profile-shares.ts';

const machine = { cores: cpus().length, cpu: cpus()[0]?.model };

/**
 * Our gateway beside others, over the same wings, in one run: short rounds in turn, so that what else the machine does falls on all. One
 * JSON line for each gateway, operation and concurrency, with medians over the rounds; with `--tables`, Markdown tables at the end instead.
 */
export async function gateway(): Promise<void> {
  const { only, operations, concurrency, rounds, seconds, warmUp, profile, tables } = options();
  const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
  const closing = createClosingStack();
  closing.add('the folder', () => rm(folder, { recursive: true, force: true }));
  try {
    if (only.includes('rotunda')) {
      const durableWrite = await timeDurableWrites(folder);
      console.log(tables ? floorOf(durableWrite) : JSON.stringify({ durableWrite }));
    }
    const field = await startRivals(folder, closing, only, profile);
    field.skipped.forEach((skipped) => console.log(JSON.stringify({ ...skipped, skipped: true })));
    const load = startLoad(closing);
    const turns = field.rivals.flatMap((rival) =>
      operations.filter((operation) => mayAsk(rival, operation)).map((operation) => ({ rival, operation })),
    );

    for (const turn of turns) await load.run(orderOf(turn, 32, warmUp));
    if (profile) return await printProfiles(turns, load, { concurrency, warmUp, seconds });
    const figures: Figure[] = [];
    for (const connections of concurrency) {
      const measured: Round[] = [];
      // What runs once a batch is compiled after thousands of batches, so each number of connections has a warm-up of its own.
      for (const turn of turns) await measure(field, load, turn, { connections, round: 0, seconds: warmUp });
      for (let round = 0; round < rounds; round += 1) {
        for (const turn of turns) {
          const report = await measure(field, load, turn, { connections, round, seconds });
          if (report) measured.push(report);
        }
      }
      const found = figuresOf(measured);
      figures.push(...found);
      if (!tables) found.forEach((figure) => console.log(JSON.stringify({ ...figure, ...machine })));
    }
    if (tables) console.log(tablesOf(figures));
  } finally {
    await closing.close();
  }
}

/** Says so where a gateway cannot answer an operation at all. */
function mayAsk({ name, noSubscriptions: reason }: Rival, operation: string): boolean {
  if (operation !== measuredSubscription.name || reason === undefined) return true;
  console.log(JSON.stringify({ name, operation, reason, skipped: true }));
  return false;
}

/** One JSON line for each operation and concurrency: the shares of the busy time of our gateway's thread. */
async function printProfiles(
  turns: readonly Turn[],
  load: ReturnType<typeof startLoad>,
  { concurrency, warmUp, seconds }: Pick<ReturnType<typeof options>, 'concurrency' | 'warmUp' | 'seconds'>,
): Promise<void> {
  for (const connections of concurrency) {
    for (const turn of turns) {
      await load.run(orderOf(turn, connections, warmUp));
      const profile = await profileDuring(turn.rival, () => load.run(orderOf(turn, connections, seconds)));
      console.log(JSON.stringify({ operation: turn.operation, connections, shares: sharesOf(profile) }));
    }
  }
}

interface Turn {
  readonly rival: Rival;
  readonly operation: string;
}

function options() {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      only: { type: 'string', default: rivalNames.join(',') },
      operations: {
        type: 'string',
        default: [...measuredOperations, measuredSubscription].map(({ name }) => name).join(','),
      },
      profile: { type: 'boolean', default: false },
      tables: { type: 'boolean', default: false },
      concurrency: { type: 'string', default: '1,8,64,256,512' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1.5' },
      'warm-up': { type: 'string', default: '3' },
    },
  });
  return {
    only: values.profile ? ['rotunda'] : values.only.split(','),
    operations: values.operations.split(','),
    profile: values.profile,
    tables: values.tables,
    concurrency: values.concurrency.split(',').map(Number),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    warmUp: Number(values['warm-up']),
  };
}

function orderOf({ rival, operation }: Turn, connections: number, seconds: number): LoadOrder {
  const { url, tokens, isOneWing } = rival;
  return { url, tokens, isOneWing, operation, connections, seconds };
}

/** Undefined where another gateway gave a wrong answer, which is printed; one of ours ends the bench. */
async function measure(
  field: Field,
  load: ReturnType<typeof startLoad>,
  turn: Turn,
  { connections, round, seconds }: { connections: number; round: number; seconds: number },
): Promise<Round | undefined> {
  const { rival, operation } = turn;
  const wingCpu = () => field.wingPids.reduce((sum, pid) => sum + (cpuTimeMs(pid) ?? 0), 0);
  const before = { gateway: cpuTimeMs(rival.pid) ?? 0, wings: wingCpu() };
  let report: LoadReport;
  try {
    report = await load.run(orderOf(turn, connections, seconds));
  } catch (cause) {
    if (rival.name === 'rotunda') throw cause;
    console.log(JSON.stringify({ gateway: rival.name, operation, connections, failed: String(cause) }));
    return undefined;
  }
  const gatewayMs = (cpuTimeMs(rival.pid) ?? 0) - before.gateway;
  const allMs = gatewayMs + wingCpu() - before.wings;
  return {
    gateway: rival.name,
    operation,
    connections,
    round,
    ...report,
    gatewayCpuMs: gatewayMs / report.requests,
    allCpuMs: allMs / report.requests,
  };
}

function startLoad(closing: ReturnType<typeof createClosingStack>) {
  const child = fork(new URL('./load-process.ts', import.meta.url), {
    execArgv: ['--import', '@rotunda/platform/strip-types'],
  });
  closing.add('the load generator', async () => void child.kill());
  return {
    run: (order: LoadOrder) =>
      new Promise<LoadReport>((resolve, reject) => {
        child.once('message', (message: { report?: LoadReport; problem?: string }) =>
          message.report
            ? resolve(message.report)
            : reject(new Error(`${order.url} ${order.operation}: ${message.problem}`)),
        );
        child.send(order);
      }),
  };
}
