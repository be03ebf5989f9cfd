import type { ReportIdentifiers, ReportQuality, SensorReport } from './sensor-report.ts';

const noIdentifiers: ReportIdentifiers = {
  aircraftAddress: undefined,
  callsign: undefined,
  registration: undefined,
  beaconCode: undefined,
  aircraftType: undefined,
  gufi: undefined,
  cotUid: undefined,
};

/** Identifiers of which only some are known. */
export function identifiersOf(known: Partial<ReportIdentifiers>): ReportIdentifiers {
  return { ...noIdentifiers, ...known };
}

/** A quality that is a score and nothing else. */
export function scoreOnly(score: number, note?: string): ReportQuality {
  return { score, nic: undefined, nacp: undefined, sil: undefined, radiusOfContainmentM: undefined, note };
}

type Said = Pick<
  SensorReport,
  | 'id'
  | 'feedId'
  | 'format'
  | 'kind'
  | 'observedAtMs'
  | 'receivedAtMs'
  | 'identifiers'
  | 'quality'
  | 'dataMode'
>;

/** A report that says what is given, and of all else nothing. */
export function bareReport(said: Said & Partial<SensorReport>): SensorReport {
  return {
    position: undefined,
    altitude: undefined,
    velocity: undefined,
    onGround: undefined,
    emergency: undefined,
    drop: false,
    affiliation: undefined,
    remarks: undefined,
    marking: undefined,
    ...said,
  };
}
