import type { Racetrack } from './racetrack.ts';

interface DemonstrationPlan {
  readonly flightRules: 'I' | 'V';
  readonly flightType: 'S' | 'G';
  readonly wakeCategory: 'L' | 'M';
  readonly departure: string;
  readonly destination: string;
  readonly cruise: string;
  readonly route: string;
}

/** One aircraft of the demonstration: invented, and so are its callsign and its address, which lies in a block that ICAO has given to no state. */
export interface DemonstrationAircraft {
  readonly address: string;
  readonly callsign: string | undefined;
  readonly beaconCode: string;
  readonly aircraftType: string;
  readonly altitudeFeet: number;
  readonly path: Racetrack;
  /** Heard by the second receiver too, which speaks BaseStation. */
  readonly heardTwice: boolean;
  readonly plan: DemonstrationPlan | undefined;
}

/** The address of the one aircraft that nobody has told anyone of: it circles over Washington inside the flight restricted zone, clear of P-56. */
export const unannouncedAddress = 'F0DE99';

/** The traffic round Washington: airliners above and beside the flight restricted zone and a light aircraft in the special flight rules area, all with plans; a light aircraft outside both; and the one unannounced. */
export const demonstrationTraffic: readonly DemonstrationAircraft[] = [
  {
    address: 'F0DE01',
    callsign: 'DEMO101',
    beaconCode: '3421',
    aircraftType: 'B738',
    altitudeFeet: 35_000,
    path: {
      centre: { longitude: -77.05, latitude: 38.95 },
      legNm: 70,
      radiusNm: 5,
      bearingDegrees: 215,
      speedKnots: 450,
    },
    heardTwice: true,
    plan: {
      flightRules: 'I',
      flightType: 'S',
      wakeCategory: 'M',
      departure: 'KBOS',
      destination: 'KATL',
      cruise: 'N0450F350',
      route: 'DCT 3930N07630W DCT 3857N07703W DCT 3825N07735W DCT',
    },
  },
  {
    address: 'F0DE02',
    callsign: 'DEMO202',
    beaconCode: '2615',
    aircraftType: 'A320',
    altitudeFeet: 31_000,
    path: {
      centre: { longitude: -77.3, latitude: 38.6 },
      legNm: 60,
      radiusNm: 4,
      bearingDegrees: 300,
      speedKnots: 430,
    },
    heardTwice: false,
    plan: {
      flightRules: 'I',
      flightType: 'S',
      wakeCategory: 'M',
      departure: 'KORF',
      destination: 'KORD',
      cruise: 'N0430F310',
      route: 'DCT 3820N07640W DCT 3836N07718W DCT 3852N07756W DCT',
    },
  },
  {
    address: 'F0DE03',
    callsign: 'DEMO303',
    beaconCode: '0452',
    aircraftType: 'E170',
    altitudeFeet: 6_000,
    path: {
      centre: { longitude: -77.52, latitude: 38.93 },
      legNm: 8,
      radiusNm: 1.5,
      bearingDegrees: 10,
      speedKnots: 210,
    },
    heardTwice: true,
    plan: {
      flightRules: 'I',
      flightType: 'S',
      wakeCategory: 'M',
      departure: 'KPIT',
      destination: 'KIAD',
      cruise: 'N0300A060',
      route: 'DCT 3912N07750W DCT 3856N07731W DCT',
    },
  },
  {
    address: 'F0DE04',
    callsign: 'DEMO44',
    beaconCode: '5207',
    aircraftType: 'C172',
    altitudeFeet: 2_500,
    path: {
      centre: { longitude: -76.57, latitude: 38.95 },
      legNm: 4,
      radiusNm: 1,
      bearingDegrees: 340,
      speedKnots: 105,
    },
    heardTwice: true,
    plan: {
      flightRules: 'V',
      flightType: 'G',
      wakeCategory: 'L',
      departure: 'KANP',
      destination: 'KESN',
      cruise: 'N0105A025',
      route: 'DCT 3857N07634W DCT',
    },
  },
  {
    address: 'F0DE05',
    callsign: undefined,
    beaconCode: '1200',
    aircraftType: 'PA28',
    altitudeFeet: 3_500,
    path: {
      centre: { longitude: -77.4, latitude: 39.47 },
      legNm: 3,
      radiusNm: 1,
      bearingDegrees: 60,
      speedKnots: 110,
    },
    heardTwice: false,
    plan: undefined,
  },
  {
    address: unannouncedAddress,
    callsign: undefined,
    beaconCode: '1200',
    aircraftType: 'C182',
    altitudeFeet: 1_400,
    path: {
      centre: { longitude: -77.003, latitude: 38.932 },
      legNm: 0,
      radiusNm: 0.7,
      bearingDegrees: 0,
      speedKnots: 95,
    },
    heardTwice: true,
    plan: undefined,
  },
];
