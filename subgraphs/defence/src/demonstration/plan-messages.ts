import { demonstrationTraffic } from './traffic.ts';

/** The plans of the announced demonstration traffic as ICAO filed flight plan messages, off blocks at midnight UTC of the day. Synthetic. */
export function demonstrationPlanMessages(nowMs: number): readonly string[] {
  const day = new Date(nowMs).toISOString().slice(2, 10).replaceAll('-', '');
  return demonstrationTraffic.flatMap(({ address, aircraftType, beaconCode, callsign, plan }) => {
    if (plan === undefined || callsign === undefined) {
      return [];
    }
    const lines = [
      `(FPL-${callsign}/A${beaconCode}-${plan.flightRules}${plan.flightType}`,
      `-${aircraftType}/${plan.wakeCategory}-SDG/L`,
      `-${plan.departure}0000`,
      `-${plan.cruise} ${plan.route}`,
      `-${plan.destination}2359`,
      `-DOF/${day} CODE/${address} RMK/SYNTHETIC DEMONSTRATION)`,
    ];
    return [lines.join('\n')];
  });
}
