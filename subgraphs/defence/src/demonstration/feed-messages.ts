import { metresPerDegreeAt } from '../airspace/earth-distance.ts';
import { pointOnRacetrack } from './racetrack.ts';
import { type DemonstrationAircraft, demonstrationTraffic } from './traffic.ts';

/** The two receivers of the demonstration. Their feeds are SIMULATED. */
export const demonstrationFeeds = [
  { id: 'demonstration-adsb', name: 'Demonstration receiver (readsb)', format: 'READSB_JSON' },
  { id: 'demonstration-sbs', name: 'Demonstration receiver (BaseStation)', format: 'SBS_BASESTATION' },
] as const;

export interface DemonstrationMessage {
  readonly feedId: (typeof demonstrationFeeds)[number]['id'];
  readonly format: (typeof demonstrationFeeds)[number]['format'];
  readonly message: string;
}

interface Sighting {
  readonly aircraft: DemonstrationAircraft;
  readonly longitude: number;
  readonly latitude: number;
  readonly trackDegrees: number;
}

const errorM = 8;

// The same aircraft at the same time always errs the same way, so that a demonstration can be repeated.
function noise(aircraft: DemonstrationAircraft, atMs: number, salt: number): number {
  let hash =
    Math.imul(parseInt(aircraft.address, 16) ^ Math.floor(atMs / 100), 0x9e3779b1) + salt * 0x85ebca6b;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 31 - 1;
}

function sighting(aircraft: DemonstrationAircraft, atMs: number): Sighting {
  const { longitude, latitude, trackDegrees } = pointOnRacetrack(aircraft.path, atMs);
  const scale = metresPerDegreeAt(latitude);
  return {
    aircraft,
    longitude: longitude + (noise(aircraft, atMs, 1) * errorM) / scale.ofLongitude,
    latitude: latitude + (noise(aircraft, atMs, 2) * errorM) / scale.ofLatitude,
    trackDegrees,
  };
}

function readsbEntry({ aircraft, longitude, latitude, trackDegrees }: Sighting) {
  return {
    hex: aircraft.address.toLowerCase(),
    type: 'adsb_icao',
    ...(aircraft.callsign === undefined ? {} : { flight: aircraft.callsign.padEnd(8) }),
    t: aircraft.aircraftType,
    alt_baro: aircraft.altitudeFeet,
    gs: aircraft.path.speedKnots,
    track: Number(trackDegrees.toFixed(1)),
    baro_rate: 0,
    squawk: aircraft.beaconCode,
    emergency: 'none',
    lat: Number(latitude.toFixed(6)),
    lon: Number(longitude.toFixed(6)),
    nic: 8,
    rc: 186,
    seen_pos: 0,
    version: 2,
    nac_p: 9,
    sil: 3,
    mlat: [],
    tisb: [],
    seen: 0,
  };
}

function sbsLines(
  { aircraft, longitude, latitude, trackDegrees }: Sighting,
  atMs: number,
): readonly string[] {
  const iso = new Date(atMs).toISOString();
  const stamp = `${iso.slice(0, 10).replaceAll('-', '/')},${iso.slice(11, 23)}`;
  const head = (type: number): string => `MSG,${type},1,1,${aircraft.address},1,${stamp},${stamp}`;
  const { altitudeFeet, beaconCode, callsign, path } = aircraft;
  const position = `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  return [
    `${head(3)},,${altitudeFeet},,,${position},,,0,,0,0`,
    `${head(4)},,,${path.speedKnots},${Math.round(trackDegrees) % 360},,,0,,,,,0`,
    `${head(6)},,${altitudeFeet},,,,,,${beaconCode},0,0,0,0`,
    ...(callsign === undefined ? [] : [`${head(1)},${callsign},,,,,,,,,,,0`]),
  ];
}

/** What the two receivers send at a time, in the grammars of readsb and BaseStation: synthetic traffic round Washington, always the same for the same time. */
export function demonstrationMessages(atMs: number): readonly DemonstrationMessage[] {
  const sightings = demonstrationTraffic.map((aircraft) => sighting(aircraft, atMs));
  const [adsb, sbs] = demonstrationFeeds;
  return [
    {
      feedId: adsb.id,
      format: adsb.format,
      message: JSON.stringify({ now: atMs / 1000, messages: 0, aircraft: sightings.map(readsbEntry) }),
    },
    {
      feedId: sbs.id,
      format: sbs.format,
      message: sightings
        .filter(({ aircraft }) => aircraft.heardTwice)
        .flatMap((seen) => sbsLines(seen, atMs))
        .join('\r\n'),
    },
  ];
}
