import type { ReportVelocity, SensorReport } from '../sensor-report.ts';

function mergeVelocity(
  first: ReportVelocity | undefined,
  second: ReportVelocity | undefined,
): ReportVelocity | undefined {
  if (first === undefined || second === undefined) {
    return second ?? first;
  }
  return {
    speedKnots: second.speedKnots ?? first.speedKnots,
    trackDegrees: second.trackDegrees ?? first.trackDegrees,
    verticalRateFpm: second.verticalRateFpm ?? first.verticalRateFpm,
  };
}

/** Two reports of one aircraft at one instant as one: each field as the second says, and where the second is silent as the first says. */
export function mergeSbsReports(first: SensorReport, second: SensorReport): SensorReport {
  const told =
    second.emergency === undefined || (second.emergency === 'NONE' && first.emergency !== undefined);
  return {
    ...second,
    id: `${first.id}+${second.id.slice(second.id.lastIndexOf(':') + 1)}`,
    kind: first.kind === 'ADS_B' ? first.kind : second.kind,
    position: second.position ?? first.position,
    altitude: second.altitude ?? first.altitude,
    velocity: mergeVelocity(first.velocity, second.velocity),
    identifiers: {
      ...second.identifiers,
      callsign: second.identifiers.callsign ?? first.identifiers.callsign,
      beaconCode: second.identifiers.beaconCode ?? first.identifiers.beaconCode,
    },
    onGround: second.onGround ?? first.onGround,
    emergency: told ? first.emergency : second.emergency,
    quality: first.quality.score >= second.quality.score ? first.quality : second.quality,
  };
}
