import { randomUUID } from 'node:crypto';
import { type Alert, type AlertResolution, isUnsettled } from './alert.ts';

export type AlertEventKind = 'RAISED' | 'REOPENED' | 'EXPLAINED' | 'ACKNOWLEDGED' | 'RESOLVED';

export type NewAlert = Pick<
  Alert,
  | 'unitId'
  | 'code'
  | 'level'
  | 'dedupeKey'
  | 'trackId'
  | 'trackLabel'
  | 'airspaceId'
  | 'longitude'
  | 'latitude'
  | 'explanation'
  | 'dataMode'
>;

export interface Moment {
  /** Source time. */
  readonly atMs: number;
  /** The wing's time. */
  readonly clockMs: number;
}

/** The alerts of this run of the wing, in memory; every change is told to the one who listens. */
export interface AlertBook {
  find(id: string): Alert | undefined;
  findByKey(dedupeKey: string): Alert | undefined;
  /** Unsettled alerts of one watch, newest first. */
  unsettledOf(unitId: string): readonly Alert[];
  /** All alerts about a track, of all watches. */
  about(trackId: string): readonly Alert[];
  /** Raises it, once for each key; reopens it where a rule had settled it, renews its explanation where it is unsettled. A person's word is left to stand. */
  raise(alert: NewAlert, at: Moment): Alert;
  acknowledge(alert: Alert, operator: string, at: Moment): Alert;
  resolve(alert: Alert, resolution: AlertResolution, at: Moment): Alert;
  /** Forgets the alerts about a track that is no more; they stay in the database. */
  forgetTrack(trackId: string): void;
}

/** An empty book. */
export function createAlertBook(onChange: (alert: Alert, kind: AlertEventKind) => void): AlertBook {
  const byId = new Map<string, Alert>();
  const idByKey = new Map<string, string>();
  const idsByTrack = new Map<string, Set<string>>();
  const unsettledByUnit = new Map<string, Set<string>>();

  function keep(alert: Alert, kind: AlertEventKind): Alert {
    byId.set(alert.id, alert);
    idByKey.set(alert.dedupeKey, alert.id);
    setOf(idsByTrack, alert.trackId).add(alert.id);
    const unsettled = setOf(unsettledByUnit, alert.unitId);
    if (isUnsettled(alert)) unsettled.add(alert.id);
    else unsettled.delete(alert.id);
    onChange(alert, kind);
    return alert;
  }

  const read = (ids: Iterable<string>) =>
    [...ids]
      .flatMap((id) => byId.get(id) ?? [])
      .toSorted((left, right) => right.raisedAtMs - left.raisedAtMs);

  function findByKey(key: string): Alert | undefined {
    return byId.get(idByKey.get(key) ?? '');
  }

  return {
    find: (id) => byId.get(id),
    findByKey,
    unsettledOf: (unitId) => read(unsettledByUnit.get(unitId) ?? []),
    about: (trackId) => read(idsByTrack.get(trackId) ?? []),
    raise(alert, at) {
      const known = findByKey(alert.dedupeKey);
      if (!known) return keep(begin(alert, at), 'RAISED');
      if (known.resolution?.unitId !== undefined) return known;
      const renewed = { ...known, ...alert, updatedAtMs: at.atMs };
      if (isUnsettled(known)) return keep(renewed, 'EXPLAINED');
      return keep(
        {
          ...renewed,
          state: 'OPEN',
          resolution: undefined,
          resolvedAtMs: undefined,
          resolvedClockMs: undefined,
          occurrences: known.occurrences + 1,
          revision: known.revision + 1,
        },
        'REOPENED',
      );
    },
    acknowledge: (alert, acknowledgedBy, { atMs, clockMs }) =>
      keep(
        {
          ...alert,
          state: 'ACKNOWLEDGED',
          acknowledgedBy,
          acknowledgedAtMs: clockMs,
          updatedAtMs: Math.max(alert.updatedAtMs, atMs),
          revision: alert.revision + 1,
        },
        'ACKNOWLEDGED',
      ),
    resolve: (alert, resolution, { atMs, clockMs }) =>
      keep(
        {
          ...alert,
          state: 'RESOLVED',
          resolution,
          resolvedAtMs: atMs,
          resolvedClockMs: clockMs,
          updatedAtMs: atMs,
          revision: alert.revision + 1,
        },
        'RESOLVED',
      ),
    forgetTrack(trackId) {
      for (const { id, dedupeKey, unitId } of read(idsByTrack.get(trackId) ?? [])) {
        byId.delete(id);
        idByKey.delete(dedupeKey);
        unsettledByUnit.get(unitId)?.delete(id);
      }
      idsByTrack.delete(trackId);
    },
  };
}

function begin(alert: NewAlert, { atMs, clockMs }: Moment): Alert {
  return {
    ...alert,
    id: randomUUID(),
    state: 'OPEN',
    raisedAtMs: atMs,
    updatedAtMs: atMs,
    raisedClockMs: clockMs,
    acknowledgedAtMs: undefined,
    acknowledgedBy: undefined,
    resolvedAtMs: undefined,
    resolvedClockMs: undefined,
    resolution: undefined,
    occurrences: 1,
    revision: 1,
  };
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key);
  if (known) return known;
  const begun = new Set<string>();
  map.set(key, begun);
  return begun;
}
