import { type AtsFault, fieldFault } from './decode-ats-fields.ts';
import { decodeElapsed, decodeTimeOfDay } from './decode-plan-time.ts';
import { decodeSpeedAndLevel } from './decode-speed-and-level.ts';
import type { FlightRules, FlightType } from './flight-plan.ts';

export interface AircraftIdentification {
  readonly callsign: string;
  readonly beaconCode: string | undefined;
}

/** Field 7, such as `BAW123/A2173`. */
export function decodeIdentification(text: string): AircraftIdentification | AtsFault {
  const match = /^([A-Z0-9]{1,7})(?:\/A([0-7]{4}))?$/.exec(text);
  return match?.[1] === undefined
    ? fieldFault(7, 'The aircraft identification is not one to seven letters and digits.')
    : { callsign: match[1], beaconCode: match[2] };
}

const rulesByLetter: ReadonlyMap<string, FlightRules> = new Map([
  ['I', 'IFR'],
  ['V', 'VFR'],
  ['Y', 'IFR_THEN_VFR'],
  ['Z', 'VFR_THEN_IFR'],
]);
const typesByLetter: ReadonlyMap<string, FlightType> = new Map([
  ['S', 'SCHEDULED'],
  ['N', 'NON_SCHEDULED'],
  ['G', 'GENERAL'],
  ['M', 'MILITARY'],
  ['X', 'OTHER'],
]);

/** Field 8, such as `IS`; the type may be missing and is then OTHER. */
export function decodeRulesAndType(
  text: string,
): { readonly flightRules: FlightRules; readonly flightType: FlightType } | AtsFault {
  const flightRules = rulesByLetter.get(text[0] ?? '');
  const flightType = text.length === 1 ? 'OTHER' : typesByLetter.get(text.slice(1));
  return flightRules === undefined || flightType === undefined
    ? fieldFault(8, 'The flight rules are not I, V, Y or Z, or the type of flight not S, N, G, M or X.')
    : { flightRules, flightType };
}

export interface AircraftOfPlan {
  readonly aircraftCount: number;
  readonly aircraftType: string | undefined;
  readonly wakeCategory: string | undefined;
}

/** Field 9, such as `2F16/M`; ZZZZ stands for a type that item 18 names. */
export function decodeAircraft(text: string): AircraftOfPlan | AtsFault {
  const match = /^(\d{1,2}(?=[A-Z]))?([A-Z][A-Z0-9]{1,3})(?:\/([LMHJ]))?$/.exec(text);
  return match?.[2] === undefined
    ? fieldFault(9, 'The type of aircraft is not two to four letters and digits.')
    : {
        aircraftCount: Number(match[1] ?? 1),
        aircraftType: match[2] === 'ZZZZ' ? undefined : match[2],
        wakeCategory: match[3],
      };
}

/** Field 13, such as `KADW2200`: a place and a time of day in milliseconds, which only some messages carry. */
export function decodeDeparture(
  text: string,
): { readonly departure: string; readonly timeOfDayMs: number | undefined } | AtsFault {
  const match = /^([A-Z]{4})(\d{4})?$/.exec(text);
  const timeOfDayMs = match?.[2] === undefined ? undefined : decodeTimeOfDay(match[2]);
  const badTime = match?.[2] !== undefined && timeOfDayMs === undefined;
  return match?.[1] === undefined || badTime
    ? fieldFault(13, 'The departure is not four letters and a time of day.')
    : { departure: match[1], timeOfDayMs };
}

export interface Cruise {
  readonly cruiseSpeedKnots: number;
  readonly cruiseAltitudeFeet: number | undefined;
  readonly route: string;
}

/** Field 15: speed, level, and the route as written. */
export function decodeCruise(text: string): Cruise | AtsFault {
  const space = text.indexOf(' ');
  const first = space < 0 ? text : text.slice(0, space);
  const cruise = decodeSpeedAndLevel(first);
  return cruise === undefined
    ? fieldFault(15, 'The route does not begin with a speed and a level.')
    : {
        cruiseSpeedKnots: cruise.speedKnots,
        cruiseAltitudeFeet: cruise.altitudeFeet,
        route: space < 0 ? '' : text.slice(space + 1),
      };
}

export interface Destination {
  readonly destination: string;
  readonly elapsedMs: number | undefined;
  readonly alternates: readonly string[];
}

/** Field 16, such as `EGLL0640 EGKK`; the elapsed time is missing in messages that only name the flight. */
export function decodeDestination(text: string): Destination | AtsFault {
  const match = /^([A-Z]{4})(\d{4})?((?: [A-Z]{4}){0,2})$/.exec(text);
  const elapsedMs = match?.[2] === undefined ? undefined : decodeElapsed(match[2]);
  const badTime = match?.[2] !== undefined && elapsedMs === undefined;
  return match?.[1] === undefined || badTime
    ? fieldFault(16, 'The destination is not four letters and an elapsed time, with at most two alternates.')
    : { destination: match[1], elapsedMs, alternates: match[3]?.trim().split(' ').filter(Boolean) ?? [] };
}
