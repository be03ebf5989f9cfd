import type { Clock } from '@rotunda/platform/clock';
import { createAirspaceIndex } from './airspace/create-airspace-index.ts';
import { createAirspaceStore } from './airspace/airspace-store.ts';
import { createAlertBook } from './alerts/alert-book.ts';
import { createWatch, type Watch } from './alerts/watch.ts';
import { createCorrelator } from './correlation/correlator.ts';
import { createFeedRegistry } from './feed-registry/feed-registry.ts';
import { readFeeds } from './feed-registry/feed-store.ts';
import type { DataMode } from './feeds/sensor-report.ts';
import { createFlightPlanStore } from './flight-plans/flight-plan-store.ts';
import { createPlanBook } from './flight-plans/plan-book.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import { createChangeLog } from './history/change-log.ts';
import type { HistoryStore } from './history/history-store.ts';
import { createHistoryWriter, type HistoryWriter } from './history/history-writer.ts';
import { completeStakeholders } from './picture/complete-stakeholders.ts';
import type { LivePicture } from './picture/live-picture.ts';
import { createShownPictures } from './picture/shown-pictures.ts';
import { createTrackTable } from './tracks/track-table.ts';
import { readUnits } from './units/unit-store.ts';
import { createUnitDirectory } from './units/unit.ts';

export interface OpenPicture {
  readonly live: LivePicture;
  readonly watch: Watch;
  readonly history: HistoryWriter;
  /** Forgets what is too old, and tells the watch. */
  sweep(): void;
  /** Takes over volumes that were imported since the last look. */
  refreshAirspaces(): Promise<void>;
}

/** A plan that ended longer ago explains no flight: its time window is over. */
const planMemoryMs = 2 * 3_600_000;

/** The live picture from what the database holds: units, feeds, volumes, live plans; no tracks yet. */
export async function createLivePicture(
  prisma: PrismaClient,
  store: HistoryStore,
  {
    clock,
    defaultDataModes,
  }: { readonly clock: Clock; readonly defaultDataModes: readonly DataMode[] | undefined },
): Promise<OpenPicture> {
  const airspaceStore = createAirspaceStore(prisma);
  const [units, feedRecords, airspaces, lastSequence] = await Promise.all([
    readUnits(prisma),
    readFeeds(prisma),
    airspaceStore.list(),
    store.lastSequence(),
    store.expireAlertsOfEarlierRuns(clock.now()),
  ]);
  const history = createHistoryWriter((batch) => store.write(batch));
  const changes = createChangeLog(lastSequence, history.addChange);
  const feeds = createFeedRegistry(feedRecords);
  const plans = createPlanBook();
  const alerts = createAlertBook((alert, kind) => {
    history.addAlert(alert);
    changes.append(`ALERT_${kind}`, alert.id, alert.updatedAtMs);
  });
  const demonstrates = feeds.all.some(({ feed }) => feed.transport === 'GENERATED' && feed.enabled);
  const volumes = { index: createAirspaceIndex(completeStakeholders(airspaces, units)) };
  const live: LivePicture = {
    clock,
    units: createUnitDirectory(units),
    feeds,
    tracks: createTrackTable(),
    plans,
    correlator: createCorrelator(plans),
    alerts,
    changes,
    shown: createShownPictures(),
    airspaces: volumes,
    // Everything that a demonstration shows says what it is; elsewhere only what is real is shown unasked.
    defaultDataModes: defaultDataModes ?? (demonstrates ? ['REAL', 'EXERCISE', 'SIMULATED'] : ['REAL']),
  };
  const watch = createWatch(live);
  const since = new Date(clock.now().getTime() - planMemoryMs);
  for (const plan of await createFlightPlanStore(prisma).live(since)) plans.put(plan);

  let revision = await airspaceStore.revision();
  return {
    live,
    watch,
    history,
    sweep() {
      const clockMs = clock.now().getTime();
      for (const track of live.tracks.sweep(clockMs)) {
        watch.drop(track, { atMs: track.updatedMs, clockMs });
        live.correlator.forget(track);
        changes.append('TRACK_REMOVED', track.id, clockMs);
      }
    },
    async refreshAirspaces() {
      const now = await airspaceStore.revision();
      if (now === revision) return;
      volumes.index = createAirspaceIndex(completeStakeholders(await airspaceStore.list(), units));
      revision = now;
      changes.append('AIRSPACES_CHANGED', 'airspaces', clock.now().getTime());
    },
  };
}
