import type { EmergencyCode } from '../feeds/sensor-report.ts';
import type { SourcedFields } from './track.ts';

/** ICAO Annex 10 volume IV and Doc 4444, 8.5.4. */
const codes: Readonly<Record<string, EmergencyCode>> = {
  '7500': 'UNLAWFUL_INTERFERENCE',
  '7600': 'RADIO_FAILURE',
  '7700': 'GENERAL',
};

/** What emergency an aircraft signals by its code or in words; the code decides where both speak. */
export function emergencyOf({ beaconCode, emergency }: SourcedFields): EmergencyCode | undefined {
  const byCode = beaconCode && codes[beaconCode.value];
  if (byCode) return byCode;
  return emergency && emergency.value !== 'NONE' ? emergency.value : undefined;
}
