import { type CompactPosition, type Place, placeFromPair, placeNear } from './compact-position.ts';

interface Remembered {
  even: CompactPosition | undefined;
  odd: CompactPosition | undefined;
  place: Place | undefined;
  placeAtMs: number;
}

const maximumAircraft = 20_000;
const pairWithinMs = 10_000;
const placeGoodForMs = 60_000;
const degreesPerNauticalMile = 1 / 60;
// Faster than anything that squitters, with room for the error of one fix.
const furthestNm = (elapsedMs: number): number => 2 + (elapsedMs / 3_600_000) * 1500;

function apartNm(from: Place, to: Place): number {
  const north = to.latitude - from.latitude;
  const east =
    (((to.longitude - from.longitude + 540) % 360) - 180) * Math.cos((to.latitude * Math.PI) / 180);
  return Math.hypot(north, east) / degreesPerNauticalMile;
}

/** What the messages of each aircraft have said so far: which addresses were heard, and where each was. Forgets those longest unheard beyond 20,000. */
export interface AircraftMemory {
  knows(address: number): boolean;
  hear(address: number): void;
  /** The place of an airborne message, once there are enough of them to tell. */
  placeAirborne(address: number, message: CompactPosition): Place | undefined;
  /** The place of a message from the ground, by the last place in the air or else by the receiver's own. */
  placeOnGround(address: number, message: CompactPosition): Place | undefined;
}

/** An empty memory of one receiver. */
export function createAircraftMemory(receiver: Place | undefined): AircraftMemory {
  const aircraft = new Map<number, Remembered>();

  function recall(address: number): Remembered {
    const known = aircraft.get(address);
    const entry = known ?? { even: undefined, odd: undefined, place: undefined, placeAtMs: -Infinity };
    aircraft.delete(address);
    aircraft.set(address, entry);
    if (aircraft.size > maximumAircraft) {
      const [oldest] = aircraft.keys();
      aircraft.delete(oldest ?? address);
    }
    return entry;
  }

  function remember(entry: Remembered, place: Place, atMs: number): Place {
    entry.place = place;
    entry.placeAtMs = atMs;
    return place;
  }

  function lastPlace(entry: Remembered, atMs: number): Place | undefined {
    return Math.abs(atMs - entry.placeAtMs) <= placeGoodForMs ? entry.place : undefined;
  }

  return {
    knows: (address) => aircraft.has(address),
    hear: (address) => void recall(address),
    placeAirborne(address, message) {
      const entry = recall(address);
      entry[message.isOdd ? 'odd' : 'even'] = message;
      const last = lastPlace(entry, message.atMs);
      if (last) {
        const place = placeNear(last, message, 360);
        if (apartNm(last, place) <= furthestNm(Math.abs(message.atMs - entry.placeAtMs))) {
          return remember(entry, place, message.atMs);
        }
        entry.place = undefined;
        return undefined;
      }
      const { even, odd } = entry;
      if (!even || !odd || Math.abs(even.atMs - odd.atMs) > pairWithinMs) {
        return undefined;
      }
      const place = placeFromPair(even, odd);
      return place && remember(entry, place, message.atMs);
    },
    placeOnGround(address, message) {
      const entry = recall(address);
      const known = lastPlace(entry, message.atMs) ?? receiver;
      return known && remember(entry, placeNear(known, message, 90), message.atMs);
    },
  };
}
