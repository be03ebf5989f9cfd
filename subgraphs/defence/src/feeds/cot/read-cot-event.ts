import { bareReport, identifiersOf, scoreOnly } from '../bare-report.ts';
import type { DecoderOptions, FeedRejectReason } from '../feed-decoder.ts';
import { parseAircraftAddress, parseCallsign } from '../identifier-text.ts';
import { timeFault } from '../reject-record.ts';
import { fingerprintText, reportId } from '../report-fingerprint.ts';
import type { ReportPosition, ReportVelocity, SensorReport, SensorReportKind } from '../sensor-report.ts';
import { elementAt, textAt, type XmlElement } from '../xml-tree.ts';
import { cotMarking } from './cot-marking.ts';

export interface EventFault {
  readonly reason: FeedRejectReason;
  readonly detail: string;
}

const feetPerMetre = 1 / 0.3048;
const knotsPerMps = 3600 / 1852;
// Cursor on Target writes this where a height or an error is not known.
const unknown = 9_999_999;
const maximumRemarks = 1000;

const environments: ReadonlyMap<string, SensorReport['environment']> = new Map([
  ['A', 'AIR'],
  ['G', 'LAND'],
  ['S', 'SURFACE'],
  ['U', 'SUBSURFACE'],
  ['P', 'SPACE'],
] as const);

function known(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) < unknown ? value : undefined;
}

function readPosition(event: XmlElement, atMs: number): ReportPosition | EventFault | undefined {
  const point = elementAt(event, 'point')?.attributes ?? {};
  const latitude = known(point['lat']);
  const longitude = known(point['lon']);
  const horizontalErrorM = known(point['ce']);
  // What senders without a fix send.
  const isNowhere = latitude === 0 && longitude === 0;
  if (latitude === undefined || longitude === undefined || isNowhere) {
    return undefined;
  }
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { longitude, latitude, atMs, horizontalErrorM }
    : { reason: 'OUT_OF_RANGE', detail: 'The point is not on the Earth.' };
}

function readVelocity(event: XmlElement): ReportVelocity | undefined {
  const track = elementAt(event, 'detail', 'track')?.attributes ?? {};
  const speedMps = known(track['speed']);
  const trackDegrees = known(track['course']);
  return speedMps === undefined && trackDegrees === undefined
    ? undefined
    : {
        speedKnots: speedMps === undefined ? undefined : speedMps * knotsPerMps,
        trackDegrees: trackDegrees === undefined ? undefined : ((trackDegrees % 360) + 360) % 360,
        verticalRateFpm: undefined,
      };
}

function kindOf(how: string, affiliation: string | undefined): SensorReportKind {
  if (affiliation === 'f') {
    return 'BLUE_FORCE';
  }
  return how.startsWith('h') ? 'HUMAN_REPORT' : 'SYSTEM_TRACK';
}

// A spot on the map set by hand is a sighting too; chat, drawings, routes and tasks are not.
function isSighting(type: string): boolean {
  return /^a-[a-z]/i.test(type) || type.startsWith('b-m-p-s') || type.startsWith('b-a-o');
}

/** One Cursor on Target event as a report. Missing how, point and heights are taken as not known; an event whose stale time is before its start withdraws its object. Refuses events without uid, type or time, those that sight nothing, and markings that may not be held here. The contact of a human report is the observer, and is not kept. */
export function readCotEvent(
  event: XmlElement,
  source: { readonly text: string; readonly receivedAtMs: number },
  options: DecoderOptions,
): SensorReport | EventFault {
  const { uid, type, how = '', ...attributes } = event.attributes;
  if (!uid || !type) {
    return { reason: 'SCHEMA', detail: 'The event has no uid or no type.' };
  }
  const observedAtMs = Date.parse(attributes['time'] ?? attributes['start'] ?? '');
  if (Number.isNaN(observedAtMs)) {
    return { reason: 'SCHEMA', detail: 'The event has no time.' };
  }
  const isDeletion = type === 't-x-d-d';
  if (!isDeletion && !isSighting(type)) {
    return { reason: 'UNKNOWN_TYPE', detail: 'The event is of a type that sights nothing.' };
  }
  const outOfTime = timeFault(observedAtMs, source.receivedAtMs, options);
  if (outOfTime !== undefined) {
    return { reason: outOfTime, detail: 'The time of the event is out of bounds.' };
  }
  const marking = cotMarking(attributes);
  if (marking === 'REFUSED') {
    return { reason: 'MARKING', detail: 'The event is marked at a level that may not be held here.' };
  }
  const position = readPosition(event, observedAtMs);
  if (position && 'reason' in position) {
    return position;
  }
  const [scheme, letter, dimension = ''] = type.split('-');
  const affiliation = scheme === 'a' ? letter?.toLowerCase() : undefined;
  const kind = kindOf(how, affiliation);
  const subject = isDeletion ? (elementAt(event, 'link')?.attributes['uid'] ?? uid) : uid;
  const heightM = known(elementAt(event, 'point')?.attributes['hae']);
  const staleAtMs = Date.parse(attributes['stale'] ?? '');
  const startAtMs = Date.parse(attributes['start'] ?? '');
  const contact = elementAt(event, 'detail', 'contact')?.attributes['callsign'] ?? '';
  return bareReport({
    id: reportId(options.feedId, subject, observedAtMs, fingerprintText(source.text, 0, source.text.length)),
    feedId: options.feedId,
    format: 'COT_XML',
    kind,
    observedAtMs,
    receivedAtMs: source.receivedAtMs,
    position,
    altitude: heightM === undefined ? undefined : { feet: heightM * feetPerMetre, reference: 'ELLIPSOID' },
    velocity: readVelocity(event),
    identifiers: identifiersOf({
      // Gateways from ADS-B name an aircraft ICAO-, then its address.
      aircraftAddress: parseAircraftAddress(/^ICAO-?(.+)$/i.exec(subject)?.[1] ?? ''),
      callsign: kind === 'HUMAN_REPORT' ? undefined : parseCallsign(contact),
      cotUid: subject,
    }),
    drop: isDeletion || staleAtMs < startAtMs,
    affiliation,
    remarks: textAt(event, 'detail', 'remarks')?.slice(0, maximumRemarks),
    environment: scheme === 'a' ? environments.get(dimension.toUpperCase()) : undefined,
    staleAtMs: Number.isNaN(staleAtMs) ? undefined : staleAtMs,
    quality: kind === 'HUMAN_REPORT' ? scoreOnly(0.2, 'Reported by a person.') : scoreOnly(0.5),
    marking,
    dataMode: options.dataMode,
  });
}
