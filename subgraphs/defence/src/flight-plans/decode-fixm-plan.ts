import {
  elementAt,
  elementsNamed,
  isXmlFault,
  parseXml,
  textAt,
  type XmlElement,
} from '../feeds/xml-tree.ts';
import type { AtsFault } from './decode-ats-fields.ts';
import { decodeRulesAndType } from './decode-plan-fields.ts';
import type { FlightPlan, RoutePoint } from './flight-plan.ts';

const feetPerUnit: ReadonlyMap<string, number> = new Map([
  ['FL', 100],
  ['FT', 1],
  ['M', 1 / 0.3048],
  ['SM', 10 / 0.3048],
]);
const knotsPerUnit: ReadonlyMap<string, number> = new Map([
  ['KT', 1],
  ['KM_H', 1 / 1.852],
  ['MACH', 573.6],
]);
const elapsed = /^P(?:\d+Y)?(?:\d+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;

function quantity(element: XmlElement | undefined, units: ReadonlyMap<string, number>): number | undefined {
  const perUnit = units.get(element?.attributes['uom'] ?? '');
  const value = Number(element?.text || NaN);
  return perUnit === undefined || Number.isNaN(value) ? undefined : Math.round(value * perUnit);
}

function elapsedMs(text: string | undefined): number | undefined {
  const match = elapsed.exec(text ?? '');
  if (!match) {
    return undefined;
  }
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

function levelOf(parent: XmlElement | undefined): number | undefined {
  const [level] = parent?.children ?? [];
  return quantity(level, feetPerUnit);
}

function routePoint(element: XmlElement): RoutePoint | undefined {
  const start = elementAt(element, 'elementStartPoint')?.children[0];
  const name = start && (textAt(start, 'designator') ?? textAt(start, 'locationIndicator'));
  const position = textAt(element, 'point4D', 'position', 'pos')?.split(/\s+/).map(Number);
  const [latitude, longitude] = position ?? [];
  return name === undefined
    ? undefined
    : {
        name,
        longitude: Number.isFinite(longitude) ? longitude : undefined,
        latitude: Number.isFinite(latitude) ? latitude : undefined,
        speedKnots: undefined,
        altitudeFeet: levelOf(elementAt(element, 'point4D', 'level')),
      };
}

function placesOf(flight: XmlElement) {
  const arrival = elementAt(flight, 'arrival');
  const alternates = arrival?.children.filter(({ name }) => name === 'destinationAerodromeAlternate') ?? [];
  return {
    departure: textAt(flight, 'departure', 'departureAerodrome', 'locationIndicator') ?? 'ZZZZ',
    departureName: textAt(flight, 'departure', 'departureAerodrome', 'name'),
    destination: textAt(flight, 'arrival', 'destinationAerodrome', 'locationIndicator'),
    destinationName: textAt(flight, 'arrival', 'destinationAerodrome', 'name'),
    alternates: alternates.flatMap((place) => textAt(place, 'locationIndicator') ?? []),
  };
}

// An address or registration that is all the same character stands for none in test messages.
function unlessFiller(text: string | undefined): string | undefined {
  return text === undefined || /^(.)\1*$/.test(text) ? undefined : text.toUpperCase();
}

function aircraftOf(flight: XmlElement) {
  const code =
    textAt(flight, 'flightIdentification', 'assignedBeaconCode') ??
    textAt(flight, 'enRoute', 'currentModeACode');
  return {
    aircraftAddress: /^[0-9A-F]{6}$/.exec(
      unlessFiller(textAt(flight, 'aircraft', 'aircraftAddress')) ?? '',
    )?.[0],
    registration: unlessFiller(textAt(flight, 'aircraft', 'registration')),
    aircraftType: textAt(flight, 'aircraft', 'aircraftType', 'icaoAircraftTypeDesignator'),
    aircraftCount: Number(textAt(flight, 'aircraft', 'aircraftType', 'aircraftCount') ?? 1),
    wakeCategory: textAt(flight, 'aircraft', 'wakeTurbulence'),
    beaconCode: /^[0-7]{4}$/.exec(code ?? '')?.[0],
  };
}

function fault(reason: AtsFault['reason'], detail: string): AtsFault {
  return { reason, field: undefined, detail };
}

/** A plan from a FIXM 4 message (FF-ICE filed flight plan or any with one flight in it), keeping the identifier that the message carries. Refuses messages without callsign, identifier, rules or off-block time. Source: FIXM Core 4.3. */
export function decodeFixmPlan(message: string): FlightPlan | AtsFault {
  const root = parseXml(message.trimStart());
  if (isXmlFault(root)) {
    return fault('SYNTAX', root.fault);
  }
  const flight = root.name === 'flight' ? root : elementsNamed(root, 'flight')[0];
  if (!flight) {
    return fault('UNKNOWN_TYPE', 'The message has no flight in it.');
  }
  const callsign = textAt(flight, 'flightIdentification', 'aircraftIdentification');
  const gufi = textAt(flight, 'flightIdentification', 'gufi');
  const offBlockAtMs = Date.parse(textAt(flight, 'departure', 'estimatedOffBlockTime') ?? '');
  const rules = `${textAt(flight, 'flightRulesCategory') ?? ''}${textAt(flight, 'flightType') ?? ''}`;
  const kind = decodeRulesAndType(rules);
  if (callsign === undefined || gufi === undefined || Number.isNaN(offBlockAtMs)) {
    return fault('SYNTAX', 'The flight lacks its callsign, its identifier or its off-block time.');
  }
  if ('reason' in kind) {
    return kind;
  }
  const [path] = elementsNamed(flight, 'routeTrajectoryGroup').flatMap(({ children }) => children);
  const information = path && elementAt(path, 'routeInformation');
  const totalMs = elapsedMs(information && textAt(information, 'totalEstimatedElapsedTime'));
  const points = path?.children.filter(({ name }) => name === 'element') ?? [];
  return {
    gufi,
    source: 'FIXM',
    callsign,
    ...aircraftOf(flight),
    ...kind,
    ...placesOf(flight),
    offBlockAtMs,
    estimatedArrivalAtMs: totalMs === undefined ? undefined : offBlockAtMs + totalMs,
    cruiseSpeedKnots: quantity(information && elementAt(information, 'cruisingSpeed'), knotsPerUnit),
    cruiseAltitudeFeet: levelOf(information && elementAt(information, 'cruisingLevel')),
    route: information && textAt(information, 'routeText'),
    routePoints: points.flatMap((element) => routePoint(element) ?? []),
    operator: textAt(flight, 'operator', 'designatorIcao'),
    specialHandling: textAt(flight, 'specialHandling')?.split(/\s+/) ?? [],
    remarks: textAt(flight, 'remarks'),
    message,
  };
}
