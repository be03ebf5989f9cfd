import { decodeSpeedAndLevel } from './decode-speed-and-level.ts';
import type { RoutePoint } from './flight-plan.ts';

const notPoints = new Set(['DCT', 'VFR', 'IFR', 'OAT', 'GAT', 'IFPSTOP', 'IFPSTART']);
const wholeDegrees = /^(\d{2})([NS])(\d{3})([EW])$/;
const degreesAndMinutes = /^(\d{2})(\d{2})([NS])(\d{3})(\d{2})([EW])$/;
// Two to five letters are a navigation aid, an aerodrome or a five-letter name; six digits after one are a bearing and distance from it.
const named = /^[A-Z]{2,5}(\d{6})?$/;

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

function signed(degrees: number, hemisphere: string | undefined): number {
  return hemisphere === 'S' || hemisphere === 'W' ? -degrees : degrees;
}

function placeOf(name: string): Place | undefined {
  const whole = wholeDegrees.exec(name);
  const fine = degreesAndMinutes.exec(name);
  const place = whole
    ? { latitude: signed(Number(whole[1]), whole[2]), longitude: signed(Number(whole[3]), whole[4]) }
    : fine
      ? {
          latitude: signed(Number(fine[1]) + Number(fine[2]) / 60, fine[3]),
          longitude: signed(Number(fine[4]) + Number(fine[5]) / 60, fine[6]),
        }
      : undefined;
  return place && Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : undefined;
}

/** The points of a route in order, with the speed and level that a point such as `RONAX/N0441F280` changes to; airways and terminal procedures between them are left to whoever holds a navigation database. Source: Doc 4444, field 15 (c). */
export function decodeRoute(route: string): readonly RoutePoint[] {
  return route.split(' ').flatMap((token) => {
    const [name = '', change] = token.replace(/^C\//, '').split('/');
    const place = placeOf(name);
    if (place === undefined && (notPoints.has(name) || !named.test(name))) {
      return [];
    }
    const changed = change === undefined ? undefined : decodeSpeedAndLevel(change);
    return [
      {
        name,
        longitude: place?.longitude,
        latitude: place?.latitude,
        speedKnots: changed?.speedKnots,
        altitudeFeet: changed?.altitudeFeet,
      },
    ];
  });
}
