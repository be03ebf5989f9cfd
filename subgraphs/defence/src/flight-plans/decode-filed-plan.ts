import { type AtsFault, fieldFault, isAtsFault } from './decode-ats-fields.ts';
import { decodeOtherInformation } from './decode-other-information.ts';
import {
  decodeAircraft,
  decodeCruise,
  decodeDeparture,
  decodeDestination,
  decodeIdentification,
  decodeRulesAndType,
} from './decode-plan-fields.ts';
import { decodePlanTime } from './decode-plan-time.ts';
import { decodeRoute } from './decode-route.ts';
import type { FlightPlan } from './flight-plan.ts';

const fieldNumbers = [7, 8, 9, 10, 13, 15, 16, 18] as const;

type FieldNumber = (typeof fieldNumbers)[number];

/** The fields of a filed flight plan by their numbers; what follows field 18 after a hyphen, if it is not supplementary information, was free text with a hyphen in it. */
export function numberFields(fields: readonly string[]): Readonly<Record<FieldNumber, string>> {
  const [f7 = '', f8 = '', f9 = '', f10 = '', f13 = '', f15 = '', f16 = '', ...rest] = fields;
  const supplementary = rest.findIndex((part) => /^(?:E\/\d{4}|P\/(?:\d|TBN))/.test(part));
  const f18 = (supplementary < 0 ? rest : rest.slice(0, supplementary)).join('-');
  return { 7: f7, 8: f8, 9: f9, 10: f10, 13: f13, 15: f15, 16: f16, 18: f18 };
}

/** The message that fields make, for amending one. */
export function joinFields(fields: Readonly<Record<FieldNumber, string>>): string {
  return `(FPL-${fieldNumbers.map((number) => fields[number]).join('-')})`;
}

function globalIdentifier(callsign: string, places: readonly string[], offBlockAtMs: number): string {
  const minute = new Date(offBlockAtMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  return `${callsign}.${places.join('.')}.${minute}Z`;
}

function aircraftAddressOf(code: string | undefined): string | undefined {
  return /^([0-9A-F]{6})\b/.exec(code ?? '')?.[1];
}

/** A plan from the fields of an FPL message. Refuses a field that is not as Doc 4444 has it, by its number; a CODE/ that is no address is left out. */
export function decodeFiledPlan(
  sent: readonly string[],
  message: string,
  receivedAtMs: number,
): FlightPlan | AtsFault {
  const fields = numberFields(sent);
  const identification = decodeIdentification(fields[7]);
  const kind = decodeRulesAndType(fields[8]);
  const aircraft = decodeAircraft(fields[9]);
  const departure = decodeDeparture(fields[13]);
  const cruise = decodeCruise(fields[15]);
  const destination = decodeDestination(fields[16]);
  if (isAtsFault(identification)) return identification;
  if (isAtsFault(kind)) return kind;
  if (isAtsFault(aircraft)) return aircraft;
  if (isAtsFault(departure)) return departure;
  if (isAtsFault(cruise)) return cruise;
  if (isAtsFault(destination)) return destination;
  if (departure.timeOfDayMs === undefined) {
    return fieldFault(13, 'A filed plan needs its off-block time.');
  }
  const other = decodeOtherInformation(fields[18]);
  const offBlockAtMs = decodePlanTime(departure.timeOfDayMs, other.get('DOF'), receivedAtMs);
  if (offBlockAtMs === undefined) {
    return fieldFault(18, 'The date of flight is not a day.');
  }
  const { elapsedMs } = destination;
  const places = [departure.departure, destination.destination];
  return {
    gufi: globalIdentifier(identification.callsign, places, offBlockAtMs),
    source: 'ICAO_ATS',
    callsign: identification.callsign,
    aircraftAddress: aircraftAddressOf(other.get('CODE')),
    registration: other.get('REG'),
    aircraftType: aircraft.aircraftType ?? other.get('TYP'),
    aircraftCount: aircraft.aircraftCount,
    wakeCategory: aircraft.wakeCategory,
    ...kind,
    beaconCode: identification.beaconCode,
    departure: departure.departure,
    departureName: other.get('DEP'),
    destination: destination.destination,
    destinationName: other.get('DEST'),
    alternates: destination.alternates,
    offBlockAtMs,
    estimatedArrivalAtMs: elapsedMs === undefined ? undefined : offBlockAtMs + elapsedMs,
    ...cruise,
    routePoints: decodeRoute(cruise.route),
    operator: other.get('OPR'),
    specialHandling: other.get('STS')?.split(' ') ?? [],
    remarks: other.get('RMK'),
    message,
  };
}
