import { emergencyOf } from '../emergency-word.ts';
import { parseCallsign } from '../identifier-text.ts';
import type { EmergencyCode, ReportAltitude, ReportPosition, ReportVelocity } from '../sensor-report.ts';
import type { AircraftMemory } from './aircraft-memory.ts';
import { bitsOf } from './frame-bits.ts';
import { beaconCodeOf, squitterAltitudeFeetOf } from './surveillance-codes.ts';

/** What an extended squitter says. */
export interface Squitter {
  readonly position?: ReportPosition | undefined;
  readonly altitude?: ReportAltitude | undefined;
  readonly velocity?: ReportVelocity | undefined;
  readonly callsign?: string | undefined;
  readonly beaconCode?: string | undefined;
  readonly emergency?: EmergencyCode | 'NONE' | undefined;
  readonly onGround?: boolean | undefined;
  readonly radiusOfContainmentM?: number | undefined;
}

const letters = '#ABCDEFGHIJKLMNOPQRSTUVWXYZ##### ###############0123456789######';
const emergencyWords = ['none', 'general', 'lifeguard', 'minfuel', 'nordo', 'unlawful', 'downed'];
// By type code. Source: RTCA DO-260B, table 2-11, the larger radius where a supplement decides.
const containmentM: ReadonlyMap<number, number> = new Map([
  [5, 7.5],
  [6, 25],
  [7, 185.2],
  [9, 7.5],
  [10, 25],
  [11, 185.2],
  [12, 370.4],
  [13, 1111.2],
  [14, 1852],
  [15, 3704],
  [16, 14_816],
  [17, 37_040],
  [20, 7.5],
  [21, 25],
]);
// The message field of the squitter begins after 32 bits.
const message = (frame: Uint8Array, first: number, count: number): number => bitsOf(frame, 32 + first, count);
const zoneShare = 2 ** 17;

function compact(frame: Uint8Array, atMs: number) {
  return {
    isOdd: message(frame, 22, 1) === 1,
    y: message(frame, 23, 17) / zoneShare,
    x: message(frame, 40, 17) / zoneShare,
    atMs,
  };
}

function readCallsign(frame: Uint8Array): Squitter {
  const text = Array.from(
    { length: 8 },
    (_none, index) => letters[message(frame, 9 + index * 6, 6)] ?? '#',
  ).join('');
  return { callsign: text.includes('#') ? undefined : parseCallsign(text) };
}

// Speed on the ground in knots, by steps that widen. Source: RTCA DO-260B, table 2-14.
const surfaceSteps: readonly (readonly [number, number, number])[] = [
  [2, 0.125, 0.125],
  [9, 1, 0.25],
  [13, 2, 0.5],
  [39, 15, 1],
  [94, 70, 2],
  [109, 100, 5],
];

function surfaceSpeedKnots(movement: number): number | undefined {
  if (movement === 0 || movement > 124) {
    return undefined;
  }
  if (movement === 1 || movement === 124) {
    return movement === 1 ? 0 : 175;
  }
  const step = surfaceSteps.findLast(([from]) => movement >= from);
  return step && step[1] + (movement - step[0]) * step[2];
}

function readSurface(
  frame: Uint8Array,
  address: number,
  at: { atMs: number; memory: AircraftMemory },
): Squitter {
  const place = at.memory.placeOnGround(address, compact(frame, at.atMs));
  const trackKnown = message(frame, 13, 1) === 1;
  return {
    onGround: true,
    position: place && { ...place, atMs: at.atMs, horizontalErrorM: undefined },
    velocity: {
      speedKnots: surfaceSpeedKnots(message(frame, 6, 7)),
      trackDegrees: trackKnown ? (message(frame, 14, 7) * 360) / 128 : undefined,
      verticalRateFpm: undefined,
    },
  };
}

function readAirborne(
  frame: Uint8Array,
  address: number,
  at: { atMs: number; memory: AircraftMemory },
): Squitter {
  const place = at.memory.placeAirborne(address, compact(frame, at.atMs));
  const code = message(frame, 9, 12);
  const isGeometric = message(frame, 1, 5) >= 20;
  const feet = isGeometric ? Math.round(code / 0.3048) : squitterAltitudeFeetOf(code);
  return {
    onGround: false,
    position: place && { ...place, atMs: at.atMs, horizontalErrorM: undefined },
    altitude:
      feet === undefined || code === 0
        ? undefined
        : { feet, reference: isGeometric ? 'ELLIPSOID' : 'PRESSURE_1013' },
  };
}

function readVerticalRate(frame: Uint8Array): number | undefined {
  const steps = message(frame, 38, 9);
  const sign = message(frame, 37, 1) === 1 ? -1 : 1;
  return steps === 0 ? undefined : sign * (steps - 1) * 64;
}

// Subtypes 3 and 4 give heading and airspeed, which are not motion over the ground.
function readVelocity(frame: Uint8Array): Squitter {
  const subtype = message(frame, 6, 3);
  const verticalRateFpm = readVerticalRate(frame);
  const eastSteps = message(frame, 15, 10);
  const northSteps = message(frame, 26, 10);
  if (subtype < 1 || subtype > 4) {
    return {};
  }
  if (subtype > 2 || eastSteps === 0 || northSteps === 0) {
    return { velocity: { speedKnots: undefined, trackDegrees: undefined, verticalRateFpm } };
  }
  const knotsPerStep = subtype === 2 ? 4 : 1;
  const east = (eastSteps - 1) * knotsPerStep * (message(frame, 14, 1) === 1 ? -1 : 1);
  const north = (northSteps - 1) * knotsPerStep * (message(frame, 25, 1) === 1 ? -1 : 1);
  return {
    velocity: {
      speedKnots: Math.hypot(east, north),
      trackDegrees: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360,
      verticalRateFpm,
    },
  };
}

function readStatus(frame: Uint8Array): Squitter {
  if (message(frame, 6, 3) !== 1) {
    return {};
  }
  const beaconCode = beaconCodeOf(message(frame, 12, 13));
  return { beaconCode, emergency: emergencyOf(beaconCode, emergencyWords[message(frame, 9, 3)]) };
}

/** What an extended squitter of a known kind says; nothing for kinds that tell neither who, where nor how fast. Source: RTCA DO-260B, 2.2.3.2. */
export function readSquitter(
  frame: Uint8Array,
  address: number,
  at: { readonly atMs: number; readonly memory: AircraftMemory },
): Squitter {
  const typeCode = message(frame, 1, 5);
  const radiusOfContainmentM = containmentM.get(typeCode);
  if (typeCode >= 1 && typeCode <= 4) {
    return readCallsign(frame);
  }
  if (typeCode >= 5 && typeCode <= 8) {
    return { ...readSurface(frame, address, at), radiusOfContainmentM };
  }
  if ((typeCode >= 9 && typeCode <= 18) || (typeCode >= 20 && typeCode <= 22)) {
    return { ...readAirborne(frame, address, at), radiusOfContainmentM };
  }
  if (typeCode === 19) {
    return readVelocity(frame);
  }
  return typeCode === 28 ? readStatus(frame) : {};
}
