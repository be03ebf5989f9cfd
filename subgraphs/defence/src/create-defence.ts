import type { Clock } from '@rotunda/platform/clock';
import { createFederatedSchema } from '@rotunda/platform/create-federated-schema';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { Viewer } from '@rotunda/platform/viewer';
import { createAlertStore } from './alerts/alert-store.ts';
import { createDecisionStore } from './decisions/decision-store.ts';
import { createDemonstration, hasDemonstration } from './demonstration/run-demonstration.ts';
import type { DataMode } from './feeds/sensor-report.ts';
import { createFlightPlanStore } from './flight-plans/flight-plan-store.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createHistoryStore } from './history/history-store.ts';
import { createTakeMessages } from './ingest/take-messages.ts';
import { createLivePicture } from './create-live-picture.ts';
import { createKnowPlan } from './picture/know-plan.ts';
import { seeAs } from './picture/unit-picture.ts';
import { policies } from './policies.ts';
import { repeatTask } from '@rotunda/platform/repeat-task';
import type { DefenceRequest } from './request.ts';
import { resolvers } from './resolvers.ts';
import { createShareStore } from './sharing/share-store.ts';

export interface DefenceOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Whether generated feeds that the database holds are played; they are unless told. */
  readonly demonstrationFeed?: boolean | undefined;
  /** What a filter that names no data mode means; REAL alone unless told, or the labelled modes where the database holds generated feeds. */
  readonly defaultDataModes?: readonly DataMode[] | undefined;
  /** Told of faults in work that no request waits for; a warning of the process unless given. */
  readonly reportFault?: (cause: unknown) => void;
}

const everyMs = { demonstration: 1_000, sweep: 1_000, history: 250, airspaces: 5_000 };

/** The defence wing as a value, over a migrated database: the one writer of its live picture. */
export async function createDefence(options: DefenceOptions): Promise<Subgraph> {
  const {
    databaseUrl,
    clock,
    demonstrationFeed = true,
    defaultDataModes,
    reportFault = warnOfFault,
  } = options;
  const schema = createFederatedSchema({
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policies,
  });
  const prisma = new PrismaClient({
    adapter: createDatabaseAdapter(databaseUrl, { onConnectionLost: reportFault }),
  });
  const pool = openPool(databaseUrl, { maxConnections: 2, onConnectionLost: reportFault });
  const picture = await createLivePicture(prisma, createHistoryStore(pool), { clock, defaultDataModes });
  const { live, watch, history } = picture;
  const takeMessages = createTakeMessages(live, watch, history);
  const knowPlan = createKnowPlan(live, watch);
  const storesOfRequest = () => ({
    plans: createFlightPlanStore(prisma),
    shares: createShareStore(prisma),
    alerts: createAlertStore(prisma),
    decisions: createDecisionStore(prisma),
  });

  const tasks = [
    repeatTask(picture.sweep, everyMs.sweep, reportFault),
    repeatTask(history.flush, everyMs.history, reportFault),
    repeatTask(picture.refreshAirspaces, everyMs.airspaces, reportFault),
  ];
  if (demonstrationFeed && hasDemonstration(live)) {
    const playNextSecond = createDemonstration({
      live,
      takeMessages,
      needsOfUseCases: () => ({ ...storesOfRequest(), units: live.units, knowPlan, clock }),
    });
    await playNextSecond();
    tasks.push(repeatTask(playNextSecond, everyMs.demonstration, reportFault));
  }

  return {
    name: 'defence',
    schema,
    requestFor(viewer, facts): DefenceRequest {
      const unitId = unitOf(viewer, live.units);
      return {
        viewer,
        facts,
        unitId,
        picture: seeAs(unitId, live),
        live,
        ...storesOfRequest(),
        history,
        knowPlan,
        takeMessages,
      };
    },
    async close() {
      await Promise.all(tasks.map((task) => task.close()));
      await history.flush();
      await Promise.all([pool.end(), prisma.$disconnect()]);
    },
  };
}

/** The unit that a viewer acts for, where the token names one that is known here. */
function unitOf(
  viewer: Viewer,
  units: { find(id: string): { readonly id: string } | undefined },
): string | undefined {
  return units.find(viewer.attributes['unit'] ?? '')?.id;
}

function warnOfFault(cause: unknown): void {
  process.emitWarning(cause instanceof Error ? cause : String(cause));
}
