import type { Airspace } from './airspace.ts';
import type { AirspaceIndex, AirspaceSample } from './airspace-index.ts';
import { createBoxGrid } from './box-grid.ts';
import type { BoundingBox } from './bounding-box.ts';
import { createOutline } from './outline.ts';
import { sweepAirspace } from './sweep-airspace.ts';

/** Whether the volume is in force at a time. */
export function isActiveAt({ activations }: Airspace, atMs: number): boolean {
  return (
    activations === 'ALWAYS' ||
    activations.some(({ fromMs, toMs = Infinity }) => atMs >= fromMs && atMs < toMs)
  );
}

/** Whether the volume reaches a height over mean sea level; one that is not known is taken to be reached. */
function reachesHeight(
  { floorFeetMsl, ceilingFeetMsl }: Airspace,
  altitudeFeet: number | undefined,
): boolean {
  return altitudeFeet === undefined || (altitudeFeet >= floorFeetMsl && altitudeFeet <= ceilingFeetMsl);
}

function boxAround(from: AirspaceSample, to: AirspaceSample): BoundingBox {
  const overAntimeridian = Math.abs(to.longitude - from.longitude) > 180;
  return {
    west: overAntimeridian ? -180 : Math.min(from.longitude, to.longitude),
    east: overAntimeridian ? 180 : Math.max(from.longitude, to.longitude),
    south: Math.min(from.latitude, to.latitude),
    north: Math.max(from.latitude, to.latitude),
  };
}

/** An index over volumes that do not change; a changed list of volumes is a new index. */
export function createAirspaceIndex(airspaces: readonly Airspace[]): AirspaceIndex {
  const prepared = airspaces.map((airspace) => ({ airspace, outline: createOutline(airspace.geometry) }));
  const byId = new Map(prepared.map((entry) => [entry.airspace.id, entry]));
  const grid = createBoxGrid(prepared.map(({ outline }) => outline.box));

  return {
    airspaces,
    find: (id) => byId.get(id)?.airspace,
    containing(longitude, latitude, altitudeFeet, atMs) {
      const found: Airspace[] = [];
      for (const number of grid.at(longitude, latitude)) {
        const entry = prepared[number];
        if (
          entry &&
          reachesHeight(entry.airspace, altitudeFeet) &&
          isActiveAt(entry.airspace, atMs) &&
          entry.outline.contains(longitude, latitude)
        ) {
          found.push(entry.airspace);
        }
      }
      return found;
    },
    crossedBy(from, to) {
      return grid.touching(boxAround(from, to)).flatMap((number) => {
        const entry = prepared[number];
        return (entry && sweepAirspace(entry.airspace, entry.outline, [from, to])) ?? [];
      });
    },
    distanceToOutlineM(airspaceId, longitude, latitude) {
      const outline = byId.get(airspaceId)?.outline;
      if (!outline) {
        return undefined;
      }
      const distanceM = outline.distanceM(longitude, latitude);
      return outline.contains(longitude, latitude) ? -distanceM : distanceM;
    },
    touching(west, south, east, north) {
      const box = { west, south, east, north };
      return grid.touching(box).flatMap((number) => prepared[number]?.airspace ?? []);
    },
  };
}
