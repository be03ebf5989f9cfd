import { bareReport, identifiersOf, scoreOnly } from '../bare-report.ts';
import { emergencyOf } from '../emergency-word.ts';
import type { DecodedMessage, DecoderOptions, FeedDecoder, FeedReject } from '../feed-decoder.ts';
import { parseAircraftAddress, parseBeaconCode, parseCallsign } from '../identifier-text.ts';
import { isJsonObject, numberOf, parseJson } from '../json-fields.ts';
import { messageText } from '../message-bytes.ts';
import { rejectRecord, timeFault } from '../reject-record.ts';
import { fingerprintNumbers, reportId } from '../report-fingerprint.ts';
import type { ReportAltitude, ReportPosition, SensorReport, SensorReportKind } from '../sensor-report.ts';

// Positions in a state vector. Source: OpenSky REST API, "All State Vectors".
const column = {
  address: 0,
  callsign: 1,
  positionTime: 3,
  lastContact: 4,
  longitude: 5,
  latitude: 6,
  pressureAltitude: 7,
  onGround: 8,
  speed: 9,
  track: 10,
  verticalRate: 11,
  geometricAltitude: 13,
  beaconCode: 14,
  positionSource: 16,
} as const;

const sources: readonly { readonly kind: SensorReportKind; readonly score: number }[] = [
  { kind: 'ADS_B', score: 0.7 },
  { kind: 'SECONDARY_RADAR', score: 0.6 },
  { kind: 'MLAT', score: 0.5 },
  { kind: 'SYSTEM_TRACK', score: 0.4 },
];
const unknownSource = { kind: 'ADS_B', score: 0.5 } as const;

const feetPerMetre = 1 / 0.3048;
const knotsPerMps = 3600 / 1852;

type State = readonly unknown[];

function numberAt(state: State, index: number): number | undefined {
  const value = state[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textAt(state: State, index: number): string {
  const value = state[index];
  return typeof value === 'string' ? value : '';
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * factor * 10) / 10;
}

function readPosition(state: State, lastContactMs: number): ReportPosition | undefined {
  const longitude = numberAt(state, column.longitude);
  const latitude = numberAt(state, column.latitude);
  const atSeconds = numberAt(state, column.positionTime);
  return longitude === undefined || latitude === undefined
    ? undefined
    : {
        longitude,
        latitude,
        atMs: atSeconds === undefined ? lastContactMs : atSeconds * 1000,
        horizontalErrorM: undefined,
      };
}

function readAltitude(state: State): ReportAltitude | undefined {
  const pressure = scaled(numberAt(state, column.pressureAltitude), feetPerMetre);
  const geometric = scaled(numberAt(state, column.geometricAltitude), feetPerMetre);
  if (pressure !== undefined) {
    return { feet: pressure, reference: 'PRESSURE_1013' };
  }
  return geometric === undefined ? undefined : { feet: geometric, reference: 'ELLIPSOID' };
}

/** Decodes OpenSky state vectors, from seconds, metres and metres a second. A position keeps its own time, which may be older than the last contact. */
export function createOpenskyDecoder(options: DecoderOptions): FeedDecoder {
  function readState(
    state: State,
    snapshotMs: number,
    receivedAtMs: number,
  ): SensorReport | FeedReject['reason'] {
    const address = parseAircraftAddress(textAt(state, column.address));
    if (address === undefined) {
      return 'SCHEMA';
    }
    const lastContact = numberAt(state, column.lastContact);
    const observedAtMs = lastContact === undefined ? snapshotMs : lastContact * 1000;
    const position = readPosition(state, observedAtMs);
    if (position && !(Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180)) {
      return 'OUT_OF_RANGE';
    }
    const outOfTime = timeFault(observedAtMs, receivedAtMs, options);
    if (outOfTime !== undefined) {
      return outOfTime;
    }
    const { kind, score } = sources[numberAt(state, column.positionSource) ?? -1] ?? unknownSource;
    const altitude = readAltitude(state);
    const speedKnots = scaled(numberAt(state, column.speed), knotsPerMps);
    const trackDegrees = numberAt(state, column.track);
    const verticalRateFpm = scaled(numberAt(state, column.verticalRate), feetPerMetre * 60);
    const beaconCode = parseBeaconCode(textAt(state, column.beaconCode));
    const fingerprint = fingerprintNumbers(
      position?.longitude,
      position?.latitude,
      altitude?.feet,
      speedKnots,
    );
    return bareReport({
      id: reportId(options.feedId, address, observedAtMs, fingerprint),
      feedId: options.feedId,
      format: 'OPENSKY_STATES',
      kind,
      observedAtMs,
      receivedAtMs,
      position,
      altitude,
      velocity:
        speedKnots === undefined && trackDegrees === undefined
          ? undefined
          : { speedKnots, trackDegrees, verticalRateFpm },
      identifiers: identifiersOf({
        aircraftAddress: address,
        callsign: parseCallsign(textAt(state, column.callsign)),
        beaconCode,
      }),
      onGround: typeof state[column.onGround] === 'boolean' ? state[column.onGround] === true : undefined,
      emergency: emergencyOf(beaconCode, undefined),
      quality: scoreOnly(score),
      dataMode: options.dataMode,
    });
  }

  function decode(message: string | Uint8Array, receivedAtMs: number): DecodedMessage {
    const text = messageText(message);
    const snapshot = parseJson(text);
    const states = isJsonObject(snapshot) ? snapshot['states'] : undefined;
    if (!isJsonObject(snapshot) || (!Array.isArray(states) && states !== null)) {
      const reason = snapshot === undefined ? 'SYNTAX' : 'SCHEMA';
      const detail = 'The message is not a JSON object with a list of states.';
      return { reports: [], rejects: [rejectRecord(reason, detail, { offset: 0, record: text })] };
    }
    const snapshotSeconds = numberOf(snapshot, 'time');
    const snapshotMs = snapshotSeconds === undefined ? receivedAtMs : snapshotSeconds * 1000;
    const reports: SensorReport[] = [];
    const rejects: FeedReject[] = [];
    (states ?? []).forEach((state: unknown, offset) => {
      const reading = Array.isArray(state) ? readState(state, snapshotMs, receivedAtMs) : 'SCHEMA';
      if (typeof reading === 'string') {
        const at = { offset, record: JSON.stringify(state) };
        rejects.push(rejectRecord(reading, 'The state vector is not as OpenSky describes it.', at));
      } else {
        reports.push(reading);
      }
    });
    return { reports, rejects };
  }

  return { format: 'OPENSKY_STATES', decode };
}
