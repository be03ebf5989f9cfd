import { emergencyOf } from '../emergency-word.ts';
import type { DecoderOptions, FeedRejectReason } from '../feed-decoder.ts';
import { parseAircraftAddress, parseBeaconCode, parseCallsign } from '../identifier-text.ts';
import { type JsonObject, numberOf, textOf } from '../json-fields.ts';
import { horizontalErrorOf } from '../position-error.ts';
import { timeFault } from '../reject-record.ts';
import { fingerprintNumbers, reportId } from '../report-fingerprint.ts';
import type { ReportAltitude, ReportIdentifiers, ReportPosition, SensorReport } from '../sensor-report.ts';
import { qualityOf, sourceOf } from './source-quality.ts';

export interface EntryFault {
  readonly reason: FeedRejectReason;
  readonly detail: string;
}

type Reading = SensorReport | EntryFault;

/** A reading that was refused. */
export function isEntryFault(reading: Reading): reading is EntryFault {
  return 'reason' in reading;
}

function readPosition(entry: JsonObject, nowMs: number): ReportPosition | EntryFault | undefined {
  const latitude = numberOf(entry, 'lat');
  const longitude = numberOf(entry, 'lon');
  if (latitude === undefined || longitude === undefined) {
    return undefined;
  }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    return { reason: 'OUT_OF_RANGE', detail: 'The position is not on the Earth.' };
  }
  const ageSeconds = numberOf(entry, 'seen_pos') ?? numberOf(entry, 'seen') ?? 0;
  return {
    longitude,
    latitude,
    atMs: Math.round(nowMs - ageSeconds * 1000),
    horizontalErrorM: horizontalErrorOf(numberOf(entry, 'nac_p')),
  };
}

function readAltitude(entry: JsonObject): ReportAltitude | undefined {
  // `altitude` is the older dump1090's word for alt_baro.
  const pressure = numberOf(entry, 'alt_baro', 'altitude');
  if (pressure !== undefined) {
    return { feet: pressure, reference: 'PRESSURE_1013' };
  }
  const geometric = numberOf(entry, 'alt_geom');
  return geometric === undefined ? undefined : { feet: geometric, reference: 'ELLIPSOID' };
}

function readIdentifiers(entry: JsonObject, aircraftAddress: string): ReportIdentifiers {
  return {
    aircraftAddress,
    callsign: parseCallsign(textOf(entry, 'flight') ?? ''),
    registration: textOf(entry, 'r')?.trim() || undefined,
    beaconCode: parseBeaconCode(textOf(entry, 'squawk') ?? ''),
    aircraftType: textOf(entry, 't')?.trim() || undefined,
    gufi: undefined,
    cotUid: undefined,
  };
}

/** One aircraft object of readsb or dump1090 as a report, its time being `now` less `seen` and its position's `now` less `seen_pos`. Refuses an entry without an address, off the Earth, or out of time. Source: readsb README-json.md. */
export function readAircraftEntry(
  entry: JsonObject,
  at: { readonly nowMs: number; readonly receivedAtMs: number },
  options: DecoderOptions,
): Reading {
  const address = parseAircraftAddress(textOf(entry, 'hex')?.trim() ?? '');
  if (address === undefined) {
    return { reason: 'SCHEMA', detail: 'The record names no aircraft address.' };
  }
  const observedAtMs = Math.round(at.nowMs - (numberOf(entry, 'seen') ?? 0) * 1000);
  const fault = timeFault(observedAtMs, at.receivedAtMs, options);
  if (fault !== undefined) {
    return { reason: fault, detail: 'The time of the record is out of bounds.' };
  }
  const position = readPosition(entry, at.nowMs);
  if (position !== undefined && 'reason' in position) {
    return position;
  }
  const source = sourceOf(entry);
  const altitude = readAltitude(entry);
  const velocity = {
    speedKnots: numberOf(entry, 'gs', 'gscp', 'speed'),
    trackDegrees: numberOf(entry, 'track'),
    verticalRateFpm: numberOf(entry, 'baro_rate', 'geom_rate', 'vert_rate'),
  };
  const identifiers = readIdentifiers(entry, address);
  const onGround = entry['alt_baro'] === 'ground' || entry['altitude'] === 'ground';
  const fingerprint = fingerprintNumbers(
    position?.longitude,
    position?.latitude,
    altitude?.feet,
    velocity.speedKnots,
    velocity.trackDegrees,
  );
  return {
    id: reportId(options.feedId, address, observedAtMs, fingerprint),
    feedId: options.feedId,
    format: 'READSB_JSON',
    kind: source.kind,
    observedAtMs,
    receivedAtMs: at.receivedAtMs,
    position,
    altitude,
    velocity: velocity.speedKnots === undefined && velocity.trackDegrees === undefined ? undefined : velocity,
    identifiers,
    onGround: onGround ? true : altitude === undefined ? undefined : false,
    emergency: emergencyOf(identifiers.beaconCode, textOf(entry, 'emergency')),
    drop: false,
    affiliation: undefined,
    remarks: undefined,
    quality: qualityOf(entry, source),
    marking: undefined,
    dataMode: options.dataMode,
  };
}
