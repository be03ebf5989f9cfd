import type { Clock } from '@rotunda/platform/clock';
import { repeatTask } from '@rotunda/platform/repeat-task';
import { type BacklogReader, createBacklogReader } from '../backlog/backlog-reader.ts';
import { readBacklog } from '../backlog/backlog-store.ts';
import { listBacklogs } from '../backlog/backlog-view.ts';
import { type BacklogWatch, createBacklogWatch } from '../backlog/backlog-watch.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Reconciliation } from '../reconciliation/reconcile-rules.ts';
import { readReconciliation } from '../reconciliation/reconciliation-store.ts';
import { type IntakeMeter, createIntakeMeter } from './intake-meter.ts';
import { createIntakeStepStore, storeIntakeTally } from './intake-step-store.ts';
import { countNewOrders } from './order-count-store.ts';
import { readOrderFlow } from './order-flow-store.ts';
import { createOrderRateStore } from './order-rate-store.ts';
import type { MetricStores } from './read-metrics.ts';
import { type ThroughputWatch, createThroughputWatch } from './throughput-watch.ts';

/** What agencies watch. It outlives requests, because all who ask and follow share its readings. */
export interface CampaignFigures {
  readonly metrics: MetricStores;
  readonly intakeMeter: IntakeMeter;
  readonly backlog: BacklogReader;
  readonly backlogWatch: BacklogWatch;
  readonly throughputWatch: ThroughputWatch;
  /** Whether the kits of some products that were there before a moment, now unless told, are accounted for. */
  readonly reconcileKits: (productIds: readonly string[], before?: Date) => Promise<Reconciliation>;
}

const countEveryMs = 5_000;
const backlogEveryMs = 5_000;
const throughputEveryMs = 1_000;

/** The figures of campaigns in one process of the wing; `close` stores what is only in memory. */
export function createCampaignFigures(
  prisma: PrismaClient,
  { clock, reportFault }: { readonly clock: Clock; readonly reportFault: (cause: unknown) => void },
): { readonly figures: CampaignFigures; close(): Promise<void> } {
  const intakeMeter = createIntakeMeter(clock);
  const backlog = createBacklogReader((now) => readBacklog(prisma, now), clock, reportFault);
  const backlogWatch = createBacklogWatch(async (products) =>
    listBacklogs(await backlog.current(), products),
  );
  const throughputWatch = createThroughputWatch((readFrom) => readOrderFlow(prisma, readFrom), clock);

  async function count(): Promise<void> {
    await Promise.all([countNewOrders(prisma), storeIntakeTally(prisma, intakeMeter)]);
  }

  const tasks = [
    repeatTask(count, countEveryMs, reportFault),
    repeatTask(backlogWatch.look, backlogEveryMs, reportFault),
    repeatTask(throughputWatch.look, throughputEveryMs, reportFault),
  ];
  const metrics = { rates: createOrderRateStore(prisma), steps: createIntakeStepStore(prisma) };
  return {
    figures: {
      metrics,
      intakeMeter,
      backlog,
      backlogWatch,
      throughputWatch,
      reconcileKits: (productIds, before = clock.now()) => readReconciliation(prisma, productIds, before),
    },
    async close() {
      await Promise.all(tasks.map((task) => task.close()));
      await count();
    },
  };
}
