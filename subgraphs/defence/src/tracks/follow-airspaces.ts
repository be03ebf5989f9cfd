import type { Airspace } from '../airspace/airspace.ts';
import type { AirspaceIndex, AirspaceSample } from '../airspace/airspace-index.ts';
import { absent, advancePresence } from '../airspace/presence.ts';
import type { Track } from './track.ts';

export interface AirspaceMoves {
  readonly entered: readonly Airspace[];
  /** Ids, because a volume that was taken out of the index is left too. */
  readonly left: readonly string[];
}

const noMoves: AirspaceMoves = { entered: [], left: [] };
/** Over a longer silence a straight line says nothing of where an aircraft was. */
const longestSweepMs = 5 * 60_000;

/** Moves a track on to its new position: which volumes it entered and which it left. Entry is by the swept segment between the two updates, leaving is with hysteresis. */
export function followAirspaces(track: Track, index: AirspaceIndex): AirspaceMoves {
  const to = sampleOf(track);
  if (!to || track.environment !== 'AIR') return noMoves;
  const from = track.lastSample;
  track.lastSample = to;

  const inside = new Set<string>();
  const entered: Airspace[] = [];
  for (const { airspace, enteredAtMs, startedInside, endsInside } of meetings(from, to, index)) {
    if (endsInside) inside.add(airspace.id);
    if (track.presences.has(airspace.id)) continue;
    const presence = advancePresence(absent, { inside: true, distanceM: 0 });
    track.presences.set(airspace.id, { airspaceId: airspace.id, enteredAtMs, startedInside, presence });
    entered.push(airspace);
  }

  const left: string[] = [];
  for (const [id, held] of track.presences) {
    const distanceM = inside.has(id) ? 0 : index.distanceToOutlineM(id, to.longitude, to.latitude);
    // Above or below the volume, or after its time, the outline is no measure: the second update outside decides.
    const update = { inside: inside.has(id), distanceM: Math.max(0, distanceM ?? Number.POSITIVE_INFINITY) };
    held.presence = advancePresence(held.presence, update);
    if (!held.presence.inside) left.push(id);
  }
  // A volume that was crossed between two updates is entered now and left with the next one.
  const leftForGood = left.filter((id) => !entered.some((airspace) => airspace.id === id));
  for (const id of leftForGood) track.presences.delete(id);
  return entered.length || leftForGood.length ? { entered, left: leftForGood } : noMoves;
}

interface Meeting {
  readonly airspace: Airspace;
  readonly enteredAtMs: number;
  readonly startedInside: boolean;
  readonly endsInside: boolean;
}

function meetings(
  from: AirspaceSample | undefined,
  to: AirspaceSample,
  index: AirspaceIndex,
): readonly Meeting[] {
  if (!from || to.atMs - from.atMs > longestSweepMs || to.atMs <= from.atMs) {
    return index
      .containing(to.longitude, to.latitude, to.altitudeFeet, to.atMs)
      .map((airspace) => ({ airspace, enteredAtMs: to.atMs, startedInside: true, endsInside: true }));
  }
  return index.crossedBy(from, to).map(({ airspace, entryFraction, endsInside }) => ({
    airspace,
    enteredAtMs: Math.round(from.atMs + entryFraction * (to.atMs - from.atMs)),
    startedInside: false,
    endsInside,
  }));
}

function sampleOf({ fields }: Track): AirspaceSample | undefined {
  const { position, altitude } = fields;
  if (!position) return undefined;
  const { longitude, latitude } = position.value;
  return { longitude, latitude, altitudeFeet: altitude?.value.feet, atMs: position.atMs };
}
