import type { SensorReport } from '../feeds/sensor-report.ts';
import { candidatesOf, takesPrecedence } from './field-precedence.ts';
import { emergencyOf } from './emergency-rules.ts';
import { mayFollow } from './plausible-motion-rules.ts';
import {
  type Contribution,
  setField,
  type Sourced,
  type SourcedFields,
  type Track,
  type TrackFieldName,
  type TrackFields,
  type TrackPosition,
} from './track.ts';

/** What a report did to its track. */
export interface Fusion {
  /** False where every field was older than what is known: a repeat or a straggler. */
  readonly changed: boolean;
  /** The fused position before and now; undefined where it did not move on. */
  readonly moved:
    { readonly from: Sourced<TrackPosition> | undefined; readonly to: Sourced<TrackPosition> } | undefined;
}

const fieldsThatIdentify: ReadonlySet<TrackFieldName> = new Set([
  'callsign',
  'registration',
  'aircraftType',
  'beaconCode',
]);
/** A track this young may have begun with a wrong position: two that agree outvote it. */
const positionsUntilSettled = 3;

/** Takes a report of one feed into its track, field by field. An older source time never overwrites a newer one; a position that cannot follow is kept out. */
export function fuseReport(track: Track, report: SensorReport, contribution: Contribution): Fusion {
  const before = track.fields.position;
  const { identifiers } = report;
  let changed = false;
  const take = <Name extends TrackFieldName>(
    name: Name,
    value: TrackFields[Name] | undefined,
    atMs = report.observedAtMs,
  ) => {
    if (value === undefined) return;
    const sourced = { value, atMs, feedId: report.feedId, quality: report.quality.score };
    changed = takeField(track, contribution.fields, name, sourced) || changed;
  };

  const identifiersBefore = track.identifiersRevision;
  if (contribution.association === 'SHARED_ADDRESS') {
    if (report.position) changed = takePosition(track, report, contribution) || changed;
    take('altitude', report.altitude);
    take('velocity', report.velocity);
    take('callsign', identifiers.callsign);
    take('registration', identifiers.registration);
    take('aircraftType', identifiers.aircraftType);
    take('beaconCode', identifiers.beaconCode);
    take('emergency', report.emergency);
    take('onGround', report.onGround);
    take('affiliation', report.affiliation);
  } else {
    changed = report.observedAtMs > contribution.lastSeenMs;
  }

  contribution.reports += 1;
  contribution.lastSeenMs = Math.max(contribution.lastSeenMs, report.observedAtMs);
  contribution.marking = report.marking ?? contribution.marking;
  track.updatedMs = Math.max(track.updatedMs, report.observedAtMs);
  if (changed) track.revision += 1;
  if (track.identifiersRevision !== identifiersBefore) noteRegistryConflict(track);
  noteEmergency(track);

  const after = track.fields.position;
  if (after) track.freshMs = after.atMs + shiftOf(track, after.feedId);
  else track.freshMs = Math.max(track.freshMs, report.observedAtMs + contribution.shiftMs);
  return { changed, moved: after && after !== before ? { from: before, to: after } : undefined };
}

function shiftOf(track: Track, feedId: string): number {
  return track.contributions.get(feedId)?.shiftMs ?? 0;
}

function takeField<Name extends TrackFieldName>(
  track: Track,
  ofFeed: SourcedFields,
  name: Name,
  incoming: Sourced<TrackFields[Name]>,
): boolean {
  const known = ofFeed[name];
  if (known && known.atMs >= incoming.atMs) return false;
  setField(ofFeed, name, incoming);
  const current = track.fields[name];
  if (!takesPrecedence(current, incoming)) return true;
  setField(track.fields, name, incoming);
  if (fieldsThatIdentify.has(name) && current?.value !== incoming.value) track.identifiersRevision += 1;
  return true;
}

function takePosition(track: Track, report: SensorReport, contribution: Contribution): boolean {
  if (!report.position) return false;
  const { longitude, latitude, horizontalErrorM, atMs } = report.position;
  const incoming = {
    value: { longitude, latitude, horizontalErrorM },
    atMs,
    feedId: report.feedId,
    quality: report.quality.score,
  };
  const current = track.fields.position;
  if (current && atMs >= current.atMs && !mayFollow(current, incoming)) {
    const outvoted =
      track.positions < positionsUntilSettled && track.outlier && mayFollow(track.outlier, incoming);
    noteImplausibleMotion(track, current, incoming);
    if (!outvoted) return false;
    track.fields.position = undefined;
    for (const { fields } of track.contributions.values()) fields.position = undefined;
  }
  const taken = takeField(track, contribution.fields, 'position', incoming);
  if (!taken) return false;
  track.outlier = undefined;
  track.positions += 1;
  if (!track.firstPosition) {
    track.firstPosition = incoming.value;
    track.identifiersRevision += 1;
  }
  return true;
}

function noteImplausibleMotion(track: Track, from: Sourced<TrackPosition>, to: Sourced<TrackPosition>): void {
  track.outlier = to;
  const known = track.conflicts.find(({ kind }) => kind === 'IMPLAUSIBLE_MOTION');
  const values = [...(known?.values ?? [textOf(from)]).slice(0, 3), textOf(to)];
  track.conflicts = [
    ...track.conflicts.filter((conflict) => conflict !== known),
    {
      kind: 'IMPLAUSIBLE_MOTION',
      field: 'position',
      values,
      explanation: 'A reported position could only be reached at over 1,000 knots. It was not followed.',
      sinceMs: known?.sinceMs ?? to.atMs,
    },
  ];
}

function noteRegistryConflict(track: Track): void {
  const said = candidatesOf([...track.contributions.values()], 'registration');
  const values = [...new Set(said.map(({ value }) => value.replaceAll('-', '').toUpperCase()))];
  const others = track.conflicts.filter(({ kind }) => kind !== 'REGISTRY_DISAGREES');
  if (values.length < 2) {
    track.conflicts = others;
    return;
  }
  track.conflicts = [
    ...others,
    {
      kind: 'REGISTRY_DISAGREES',
      field: 'registration',
      values: values.slice(0, 4),
      explanation:
        'Registers behind the feeds give this address different registrations: none is taken as proof.',
      sinceMs: Math.min(...said.map(({ atMs }) => atMs)),
    },
  ];
}

function noteEmergency(track: Track): void {
  const code = emergencyOf(track.fields);
  const known = code && track.emergencies.get(code);
  if (known) known.lastMs = track.updatedMs;
  else if (code) track.emergencies.set(code, { sinceMs: track.updatedMs, lastMs: track.updatedMs });
}

function textOf({ value }: Sourced<TrackPosition>): string {
  return `${value.latitude.toFixed(4)}, ${value.longitude.toFixed(4)}`;
}
