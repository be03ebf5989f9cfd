import { type AtsFault, fieldFault, isAtsFault } from './decode-ats-fields.ts';
import { decodeOtherInformation } from './decode-other-information.ts';
import { decodeDeparture, decodeDestination, decodeIdentification } from './decode-plan-fields.ts';
import { decodePlanTime } from './decode-plan-time.ts';

/** Which flight a message speaks of. */
interface FlightReference {
  readonly callsign: string;
  readonly departure: string;
  readonly destination: string;
}

interface Amendment {
  /** Number of the field that is replaced, in Doc 4444. */
  readonly field: number;
  readonly text: string;
}

/** A message on a plan that was filed before: amended (CHG), delayed (DLA), departed (DEP) or cancelled (CNL). */
export type AtsUpdate =
  | { readonly type: 'CHG'; readonly flight: FlightReference; readonly amendments: readonly Amendment[] }
  | { readonly type: 'DLA'; readonly flight: FlightReference; readonly offBlockAtMs: number }
  | {
      readonly type: 'DEP';
      readonly flight: FlightReference;
      readonly departedAtMs: number;
      readonly beaconCode: string | undefined;
    }
  | { readonly type: 'CNL'; readonly flight: FlightReference };

export type AtsUpdateType = AtsUpdate['type'];

const amendment = /^(\d{1,2})\/(.*)$/;

function decodeAmendments(fields: readonly string[]): readonly Amendment[] {
  return fields.flatMap((text) => {
    const match = amendment.exec(text);
    return match?.[1] === undefined ? [] : [{ field: Number(match[1]), text: match[2] ?? '' }];
  });
}

/** An update from the fields of its message. Refuses fields 7, 13, 16, 18 and 22 that are not as Doc 4444 has them. */
export function decodeAtsUpdate(
  type: AtsUpdateType,
  fields: readonly string[],
  receivedAtMs: number,
): AtsUpdate | AtsFault {
  const [field7 = '', field13 = '', field16 = '', ...rest] = fields;
  const identification = decodeIdentification(field7);
  const departure = decodeDeparture(field13);
  const destination = decodeDestination(field16);
  if (isAtsFault(identification)) return identification;
  if (isAtsFault(departure)) return departure;
  if (isAtsFault(destination)) return destination;
  const flight: FlightReference = {
    callsign: identification.callsign,
    departure: departure.departure,
    destination: destination.destination,
  };
  if (type === 'CNL') {
    return { type, flight };
  }
  if (type === 'CHG') {
    const amendments = decodeAmendments(rest);
    return amendments.length === 0
      ? fieldFault(22, 'The message amends nothing.')
      : { type, flight, amendments };
  }
  const dateOfFlight = decodeOtherInformation(rest[0] ?? '').get('DOF');
  const atMs =
    departure.timeOfDayMs === undefined
      ? undefined
      : decodePlanTime(departure.timeOfDayMs, dateOfFlight, receivedAtMs);
  if (atMs === undefined) {
    return fieldFault(13, 'The message gives no time.');
  }
  return type === 'DLA'
    ? { type, flight, offBlockAtMs: atMs }
    : { type, flight, departedAtMs: atMs, beaconCode: identification.beaconCode };
}
