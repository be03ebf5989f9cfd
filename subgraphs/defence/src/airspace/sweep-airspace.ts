import type { Airspace } from './airspace.ts';
import type { AirspaceCrossing, AirspaceSample } from './airspace-index.ts';
import type { Outline } from './outline.ts';
import { intersectStretches, type Stretch, stretchBetween, wholeStretch } from './stretches.ts';

function stretchesInOutline(
  outline: Outline,
  from: AirspaceSample,
  toLongitude: number,
  toLatitude: number,
): Stretch[] {
  const { longitude, latitude } = from;
  const cuts = outline.meets(longitude, latitude, toLongitude, toLatitude).sort((a, b) => a - b);
  const marks = [0, ...cuts, 1];
  return marks.slice(1).flatMap((to, index) => {
    const start = marks[index] ?? 0;
    const middle = (start + to) / 2;
    const inside = outline.contains(
      longitude + (toLongitude - longitude) * middle,
      latitude + (toLatitude - latitude) * middle,
    );
    return inside && to > start ? [{ from: start, to }] : [];
  });
}

// A path over the antimeridian is laid out twice, once on each side of the map.
function stretchesAcross(outline: Outline, from: AirspaceSample, to: AirspaceSample): Stretch[] {
  const turn = Math.round((to.longitude - from.longitude) / 360) * 360;
  const laidOut = stretchesInOutline(outline, from, to.longitude - turn, to.latitude);
  if (turn === 0) {
    return laidOut;
  }
  const shifted = { ...from, longitude: from.longitude + turn };
  return [...laidOut, ...stretchesInOutline(outline, shifted, to.longitude, to.latitude)];
}

function stretchesOfHeight(
  { floorFeetMsl, ceilingFeetMsl }: Airspace,
  from: AirspaceSample,
  to: AirspaceSample,
) {
  const start = from.altitudeFeet ?? to.altitudeFeet;
  const end = to.altitudeFeet ?? from.altitudeFeet;
  if (start === undefined || end === undefined) {
    return [wholeStretch];
  }
  const stretch = stretchBetween([start, end], [floorFeetMsl, ceilingFeetMsl]);
  return stretch ? [stretch] : [];
}

function stretchesOfTime({ activations }: Airspace, from: AirspaceSample, to: AirspaceSample): Stretch[] {
  if (activations === 'ALWAYS') {
    return [wholeStretch];
  }
  return activations.flatMap(({ fromMs, toMs = Infinity }) => {
    const stretch = stretchBetween([from.atMs, to.atMs], [fromMs, toMs - 1]);
    return stretch ? [stretch] : [];
  });
}

/** How the straight segment between two updates meets one volume, or undefined where it does not; height and time change evenly along it. */
export function sweepAirspace(
  airspace: Airspace,
  outline: Outline,
  segment: readonly [AirspaceSample, AirspaceSample],
): AirspaceCrossing | undefined {
  const [from, to] = segment;
  const timely = intersectStretches(
    stretchesOfHeight(airspace, from, to),
    stretchesOfTime(airspace, from, to),
  );
  if (timely.length === 0) {
    return undefined;
  }
  const inside = intersectStretches(timely, stretchesAcross(outline, from, to)).sort(
    (a, b) => a.from - b.from,
  );
  const [first] = inside;
  if (!first) {
    return undefined;
  }
  const exitFraction = Math.max(...inside.map((stretch) => stretch.to));
  return {
    airspace,
    startedInside: first.from === 0,
    endsInside: exitFraction === 1,
    entryFraction: first.from,
    exitFraction,
  };
}
