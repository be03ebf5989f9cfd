import type { SensorReport } from '../feeds/sensor-report.ts';

type Parts = Partial<Omit<SensorReport, 'identifiers'>> & {
  readonly identifiers?: Partial<SensorReport['identifiers']>;
};

const nobody: SensorReport['identifiers'] = {
  aircraftAddress: undefined,
  callsign: undefined,
  registration: undefined,
  beaconCode: undefined,
  aircraftType: undefined,
  gufi: undefined,
  cotUid: undefined,
};

/** A plain ADS-B report of one aircraft at time 0, with what a test wants otherwise. For tests. */
export function aReport({ identifiers, ...parts }: Parts = {}): SensorReport {
  return {
    id: 'report',
    feedId: 'feed',
    format: 'READSB_JSON',
    kind: 'ADS_B',
    observedAtMs: 0,
    receivedAtMs: 0,
    position: undefined,
    altitude: undefined,
    velocity: undefined,
    identifiers: { ...nobody, aircraftAddress: 'ABCDEF', ...identifiers },
    onGround: undefined,
    emergency: undefined,
    drop: false,
    affiliation: undefined,
    remarks: undefined,
    quality: {
      score: 0.8,
      nic: undefined,
      nacp: undefined,
      sil: undefined,
      radiusOfContainmentM: undefined,
      note: undefined,
    },
    marking: undefined,
    dataMode: 'REAL',
    ...parts,
  };
}

/** A position report of that aircraft, seconds after time 0. */
export function aPosition(
  seconds: number,
  longitude: number,
  latitude: number,
  parts: Parts = {},
): SensorReport {
  const atMs = seconds * 1000;
  const position = { longitude, latitude, atMs, horizontalErrorM: 50 };
  return aReport({ observedAtMs: atMs, receivedAtMs: atMs, position, ...parts });
}
