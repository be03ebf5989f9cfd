import type { Alert } from '../alerts/alert.ts';
import type { Track } from '../tracks/track.ts';
import type { PictureChange } from './change-log.ts';

interface TrackPointRow {
  readonly trackId: string;
  readonly atMs: number;
  readonly feedId: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly altitudeFeet: number | undefined;
  readonly speedKnots: number | undefined;
  readonly trackDegrees: number | undefined;
}

/** What waits to be written. */
export interface HistoryBatch {
  readonly points: readonly TrackPointRow[];
  readonly changes: readonly PictureChange[];
  readonly alerts: readonly Alert[];
}

/** Collects what the hot path produces and writes it in batches, so that a report never waits for the disk. */
export interface HistoryWriter {
  addPoint(track: Track): void;
  addChange(change: PictureChange): void;
  addAlert(alert: Alert): void;
  /** Writes all that waits; on return it is on disk. Throws, and keeps what waits, where the database refuses. */
  flush(): Promise<void>;
  /** Points dropped because the database fell too far behind. */
  readonly lostPoints: number;
}

const mostPointsWaiting = 200_000;
const pointsDroppedAtOnce = 20_000;

/** A writer over a store. Alerts and changes are never dropped; points are, oldest first, beyond 200,000. */
export function createHistoryWriter(write: (batch: HistoryBatch) => Promise<void>): HistoryWriter {
  let points: TrackPointRow[] = [];
  let changes: PictureChange[] = [];
  let alerts = new Map<string, Alert>();
  let lostPoints = 0;
  let writing: Promise<void> = Promise.resolve();

  async function writeWaiting(): Promise<void> {
    if (!points.length && !changes.length && !alerts.size) return;
    const batch = { points, changes, alerts };
    points = [];
    changes = [];
    alerts = new Map();
    try {
      await write({ ...batch, alerts: [...batch.alerts.values()] });
    } catch (cause) {
      points = [...batch.points, ...points];
      changes = [...batch.changes, ...changes];
      alerts = new Map([...batch.alerts, ...alerts]);
      throw cause;
    }
  }

  return {
    addPoint(track) {
      const { position, altitude, velocity } = track.fields;
      if (!position) return;
      if (points.length >= mostPointsWaiting) {
        points = points.slice(pointsDroppedAtOnce);
        lostPoints += pointsDroppedAtOnce;
      }
      points.push({
        trackId: track.id,
        atMs: position.atMs,
        feedId: position.feedId,
        longitude: position.value.longitude,
        latitude: position.value.latitude,
        altitudeFeet: altitude?.value.feet,
        speedKnots: velocity?.value.speedKnots,
        trackDegrees: velocity?.value.trackDegrees,
      });
    },
    addChange: (change) => void changes.push(change),
    addAlert: (alert) => void alerts.set(alert.id, alert),
    flush() {
      const turn = writing.then(writeWaiting);
      // The next turn goes on whether this one fails or not; who asked for this one hears of it.
      writing = turn.catch(() => undefined);
      return turn;
    },
    get lostPoints() {
      return lostPoints;
    },
  };
}
