import { randomUUID } from 'node:crypto';
import type { BoundingBox } from '../airspace/bounding-box.ts';
import { distanceM, type LonLat } from '../airspace/earth-distance.ts';
import type { SensorReport } from '../feeds/sensor-report.ts';
import { associationKeyOf, environmentOf, sightingGateM, widestSightingGateM } from './association-rules.ts';
import { type Fusion, fuseReport } from './fuse-report.ts';
import { trackStatus } from './track-age-rules.ts';
import { createTrackGrid } from './track-grid.ts';
import type { Contribution, Track } from './track.ts';

export interface TakenReport extends Fusion {
  readonly track: Track;
  readonly created: boolean;
}

/** The hot picture: all tracks in memory, changed by one writer. */
export interface TrackTable {
  /** Finds or begins the report's track and fuses the report into it. Undefined for a report that names no object, is near none and has no place. */
  take(report: SensorReport, shiftMs: number): TakenReport | undefined;
  find(id: string): Track | undefined;
  findByNumber(number: string): Track | undefined;
  /** Tracks that may lie in a box: callers test the exact area. */
  near(box: BoundingBox): Iterable<Track>;
  all(): Iterable<Track>;
  readonly size: number;
  /** Forgets tracks that are DROPPED at the wing's time and returns them. */
  sweep(nowMs: number): readonly Track[];
}

/** An empty table. */
export function createTrackTable(): TrackTable {
  const byId = new Map<string, Track>();
  const byKey = new Map<string, Track>();
  const byNumber = new Map<string, Track>();
  const grid = createTrackGrid();
  let lastOrdinal = 1000;

  function begin(report: SensorReport, key: string, shiftMs: number): Track {
    lastOrdinal += 1;
    const track: Track = {
      id: randomUUID(),
      ordinal: lastOrdinal,
      number: `T${lastOrdinal}`,
      key,
      environment: environmentOf(report),
      dataMode: report.dataMode,
      aircraftAddress: report.identifiers.aircraftAddress,
      cotUid: report.identifiers.cotUid,
      firstSeenMs: report.observedAtMs,
      contributions: new Map(),
      fields: {},
      firstPosition: undefined,
      updatedMs: report.observedAtMs,
      freshMs: report.observedAtMs + shiftMs,
      positions: 0,
      revision: 0,
      identifiersRevision: 1,
      withdrawn: false,
      conflicts: [],
      outlier: undefined,
      lastSample: undefined,
      presences: new Map(),
      closestApproachM: new Map(),
      links: [],
      linksScoredMs: Number.NEGATIVE_INFINITY,
      emergencies: new Map(),
      judgedMs: Number.NEGATIVE_INFINITY,
    };
    byId.set(track.id, track);
    byKey.set(key, track);
    byNumber.set(track.number, track);
    return track;
  }

  /** A sighting that names no aircraft belongs to the nearest one within its error, not to a second object. */
  function sighted(report: SensorReport): Track | undefined {
    const widest = widestSightingGateM(report);
    if (widest === undefined || !report.position) return undefined;
    const { position } = report;
    let nearest: { readonly track: Track; readonly distance: number } | undefined;
    for (const track of grid.near(boxAround(position, widest))) {
      const known = track.fields.position;
      if (!known || track.dataMode !== report.dataMode || !track.aircraftAddress) continue;
      const distance = distanceM(known.value, position);
      const speedKnots = track.fields.velocity?.value.speedKnots;
      const gate = sightingGateM(report, { atMs: known.atMs, speedKnots }) ?? 0;
      if (distance <= gate && distance < (nearest?.distance ?? Infinity)) nearest = { track, distance };
    }
    return nearest?.track;
  }

  return {
    take(report, shiftMs) {
      const key = associationKeyOf(report);
      const known = key === undefined ? undefined : byKey.get(key);
      if (report.drop) {
        if (known) known.withdrawn = true;
        return known && { track: known, created: false, changed: true, moved: undefined };
      }
      const sighting = known ? undefined : sighted(report);
      const found = known ?? sighting;
      if (!found && key === undefined) return undefined;
      const track = found ?? begin(report, key ?? '', shiftMs);
      const contribution = contributionOf(track, report, sighting ? 'KINEMATIC_GATE' : 'SHARED_ADDRESS');
      contribution.shiftMs = shiftMs;
      track.withdrawn = false;
      const fusion = fuseReport(track, report, contribution);
      if (fusion.moved) grid.place(track, fusion.moved.to.value.longitude, fusion.moved.to.value.latitude);
      return { track, created: !found, ...fusion };
    },
    find: (id) => byId.get(id),
    findByNumber: (number) => byNumber.get(number),
    near: (box) => grid.near(box),
    all: () => byId.values(),
    get size() {
      return byId.size;
    },
    sweep(nowMs) {
      const dropped = [...byId.values()].filter((track) => trackStatus(track, nowMs) === 'DROPPED');
      for (const track of dropped) {
        byId.delete(track.id);
        byKey.delete(track.key);
        byNumber.delete(track.number);
        grid.remove(track);
      }
      return dropped;
    },
  };
}

function contributionOf(
  track: Track,
  report: SensorReport,
  association: Contribution['association'],
): Contribution {
  const known = track.contributions.get(report.feedId);
  if (known) return known;
  const begun: Contribution = {
    feedId: report.feedId,
    kind: report.kind,
    association,
    reports: 0,
    lastSeenMs: Number.NEGATIVE_INFINITY,
    shiftMs: 0,
    marking: undefined,
    fields: {},
  };
  track.contributions.set(report.feedId, begun);
  return begun;
}

function boxAround({ longitude, latitude }: LonLat, radiusM: number): BoundingBox {
  const degrees = radiusM / 111_000;
  const wide = degrees / Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return {
    west: longitude - wide,
    east: longitude + wide,
    south: latitude - degrees,
    north: latitude + degrees,
  };
}
