import type { Airspace } from '../airspace/airspace.ts';
import type { AirspaceIndex } from '../airspace/airspace-index.ts';
import { isActiveAt } from '../airspace/create-airspace-index.ts';
import { createOutline, type Outline } from '../airspace/outline.ts';
import type { Area } from './area.ts';

export interface AirspaceQuestion {
  readonly area: Area | undefined;
  readonly kinds: readonly string[] | undefined;
  readonly activeAtMs: number | undefined;
}

/** Volumes that touch an area, by designator. */
export function listAirspaces(
  index: AirspaceIndex,
  { area, kinds, activeAtMs }: AirspaceQuestion,
): readonly Airspace[] {
  const near = area
    ? index.touching(area.box.west, area.box.south, area.box.east, area.box.north)
    : index.airspaces;
  return near
    .filter(
      (airspace) =>
        (kinds?.includes(airspace.kind) ?? true) &&
        (activeAtMs === undefined || isActiveAt(airspace, activeAtMs)) &&
        (area === undefined || touches(airspace, area)),
    )
    .toSorted(
      (left, right) => left.designator.localeCompare(right.designator) || left.id.localeCompare(right.id),
    );
}

/** Whether an outline and an area share a point: a corner of one in the other, or edges that cross. */
function touches(airspace: Airspace, area: Area): boolean {
  const outline = outlineOf(airspace);
  const corners = positionsOf(area.geometry);
  return (
    positionsOf(airspace.geometry).some(([x = 0, y = 0]) => area.contains(x, y)) ||
    corners.some(([x = 0, y = 0]) => outline.contains(x, y)) ||
    corners.some(([x = 0, y = 0], at) => {
      const [toX = x, toY = y] = corners[at + 1] ?? [];
      return outline.meets(x, y, toX, toY).length > 0;
    })
  );
}

/** Preparing an outline of thousands of edges costs more than asking it; an airspace that changes is a new value. */
const outlines = new WeakMap<Airspace, Outline>();

function outlineOf(airspace: Airspace): Outline {
  const known = outlines.get(airspace);
  if (known) return known;
  const outline = createOutline(airspace.geometry);
  outlines.set(airspace, outline);
  return outline;
}

function positionsOf(geometry: Airspace['geometry']) {
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}
