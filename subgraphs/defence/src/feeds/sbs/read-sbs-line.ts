import { emergencyOf } from '../emergency-word.ts';
import type { DecoderOptions, FeedRejectReason } from '../feed-decoder.ts';
import { parseAircraftAddress, parseBeaconCode, parseCallsign } from '../identifier-text.ts';
import type {
  EmergencyCode,
  ReportAltitude,
  ReportPosition,
  ReportQuality,
  ReportVelocity,
  SensorReport,
  SensorReportKind,
} from '../sensor-report.ts';
import { type SbsLine, sbsColumn } from './sbs-line.ts';

export interface LineFault {
  readonly reason: FeedRejectReason;
  readonly detail: string;
}

export interface LineTime {
  readonly observedAtMs: number;
  readonly receivedAtMs: number;
  readonly fingerprint: string;
}

const knownKinds = new Set(['SEL', 'ID', 'AIR', 'STA', 'CLK']);
// Types 1 to 4 are extended squitters, 5 to 8 answers to a radar. Types outside 1 to 8 do not exist.
const reportKinds: ReadonlyMap<string, SensorReportKind> = new Map([
  ['1', 'ADS_B'],
  ['2', 'ADS_B'],
  ['3', 'ADS_B'],
  ['4', 'ADS_B'],
  ['5', 'MODE_S'],
  ['6', 'MODE_S'],
  ['7', 'MODE_S'],
  ['8', 'MODE_S'],
]);
const adsBQuality = quality(0.7);
const modeSQuality = quality(0.4);

// The format carries no integrity words, so an extended squitter counts for less than one seen through readsb.
function quality(score: number): ReportQuality {
  return {
    score,
    nic: undefined,
    nacp: undefined,
    sil: undefined,
    radiusOfContainmentM: undefined,
    note: undefined,
  };
}

/** What keeps a line from being a sighting, or undefined where it is one. */
export function lineFault(line: SbsLine): LineFault | undefined {
  const kind = line.field(sbsColumn.kind);
  if (kind !== 'MSG') {
    return knownKinds.has(kind)
      ? { reason: 'UNKNOWN_TYPE', detail: 'The line is not a sighting.' }
      : { reason: 'SYNTAX', detail: 'The line does not start as a BaseStation line.' };
  }
  return reportKinds.has(line.field(sbsColumn.type))
    ? undefined
    : { reason: 'UNKNOWN_TYPE', detail: 'The transmission type is not 1 to 8.' };
}

function readPosition(line: SbsLine, atMs: number): ReportPosition | LineFault | undefined {
  const latitude = line.number(sbsColumn.latitude);
  const longitude = line.number(sbsColumn.longitude);
  if (latitude === undefined || longitude === undefined) {
    return undefined;
  }
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return onEarth
    ? { longitude, latitude, atMs, horizontalErrorM: undefined }
    : { reason: 'OUT_OF_RANGE', detail: 'The position is not on the Earth.' };
}

function readVelocity(line: SbsLine): ReportVelocity | undefined {
  const speedKnots = line.number(sbsColumn.speed);
  const trackDegrees = line.number(sbsColumn.track);
  const verticalRateFpm = line.number(sbsColumn.verticalRate);
  const silent = speedKnots === undefined && trackDegrees === undefined && verticalRateFpm === undefined;
  return silent ? undefined : { speedKnots, trackDegrees, verticalRateFpm };
}

function readEmergency(line: SbsLine, beaconCode: string | undefined): EmergencyCode | 'NONE' | undefined {
  const stated = emergencyOf(beaconCode, undefined);
  return line.flag(sbsColumn.emergency) === true && (stated ?? 'NONE') === 'NONE' ? 'GENERAL' : stated;
}

function hasBadNumber(altitude: ReportAltitude | undefined, velocity: ReportVelocity | undefined): boolean {
  return [altitude?.feet, velocity?.speedKnots, velocity?.trackDegrees, velocity?.verticalRateFpm].some(
    (value) => value !== undefined && !Number.isFinite(value),
  );
}

/** One MSG line as a report of the fields that this line carries: a line that has no position says nothing about where the aircraft is. Refuses an unknown address, a number that is none, and a position off the Earth. */
export function readSbsLine(
  line: SbsLine,
  time: LineTime,
  options: DecoderOptions,
): SensorReport | LineFault {
  const address = parseAircraftAddress(line.field(sbsColumn.address).trim());
  if (address === undefined) {
    return { reason: 'SCHEMA', detail: 'The line names no aircraft address.' };
  }
  const position = readPosition(line, time.observedAtMs);
  if (position !== undefined && 'reason' in position) {
    return position;
  }
  const feet = line.number(sbsColumn.altitude);
  const altitude: ReportAltitude | undefined =
    feet === undefined ? undefined : { feet, reference: 'PRESSURE_1013' };
  const velocity = readVelocity(line);
  if (hasBadNumber(altitude, velocity)) {
    return { reason: 'SYNTAX', detail: 'A number of the line is none.' };
  }
  const type = line.field(sbsColumn.type);
  const kind = reportKinds.get(type) ?? 'MODE_S';
  const beaconCode = parseBeaconCode(line.field(sbsColumn.beaconCode));
  return {
    id: `${options.feedId}:${address}:${time.observedAtMs.toString(36)}:${time.fingerprint}`,
    feedId: options.feedId,
    format: 'SBS_BASESTATION',
    kind,
    observedAtMs: time.observedAtMs,
    receivedAtMs: time.receivedAtMs,
    position,
    altitude,
    velocity,
    identifiers: {
      aircraftAddress: address,
      callsign: parseCallsign(line.field(sbsColumn.callsign)),
      registration: undefined,
      beaconCode,
      aircraftType: undefined,
      gufi: undefined,
      cotUid: undefined,
    },
    onGround: type === '2' ? true : line.flag(sbsColumn.onGround),
    emergency: readEmergency(line, beaconCode),
    drop: false,
    affiliation: undefined,
    remarks: undefined,
    quality: kind === 'ADS_B' ? adsBQuality : modeSQuality,
    marking: undefined,
    dataMode: options.dataMode,
  };
}
