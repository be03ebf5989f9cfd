import type { LonLat } from '../airspace/earth-distance.ts';

/** Aerodrome reference points, degrees, by ICAO location indicator. Source: FAA National Airspace System Resources (public domain), rounded to four places. */
const table = `
KADW 38.8108 -76.8669
KANP 38.9429 -76.5684
KATL 33.6367 -84.4279
KBOS 42.3629 -71.0064
KBWI 39.1757 -76.6690
KCGS 38.9806 -76.9223
KCLT 35.2137 -80.9491
KDAA 38.7150 -77.1810
KDCA 38.8514 -77.0377
KESN 38.8042 -76.0690
KEWR 40.6925 -74.1687
KFME 39.0854 -76.7594
KGAI 39.1683 -77.1660
KHEF 38.7214 -77.5154
KIAD 38.9474 -77.4599
KJFK 40.6399 -73.7787
KLGA 40.7772 -73.8726
KMTN 39.3256 -76.4138
KNHK 38.2859 -76.4118
KNYG 38.5042 -77.3050
KORD 41.9769 -87.9081
KORF 36.8946 -76.2012
KPHL 39.8722 -75.2407
KPIT 40.4915 -80.2327
KRIC 37.5051 -77.3195
KVKX 38.7486 -76.9569
`;

const byIndicator: ReadonlyMap<string, LonLat> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [indicator = '', latitude, longitude] = line.split(' ');
      return [indicator, { longitude: Number(longitude), latitude: Number(latitude) }];
    }),
);

/** Where an aerodrome is, WGS84; undefined for one that the table does not carry. */
export function aerodromePosition(indicator: string): LonLat | undefined {
  return byIndicator.get(indicator);
}

/** The aerodromes within a distance of a point. */
export function aerodromesNear(isNear: (position: LonLat) => boolean): readonly string[] {
  return [...byIndicator].filter(([, position]) => isNear(position)).map(([indicator]) => indicator);
}
