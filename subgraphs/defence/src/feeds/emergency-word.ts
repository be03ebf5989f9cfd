import type { EmergencyCode } from './sensor-report.ts';

const byBeaconCode: ReadonlyMap<string, EmergencyCode> = new Map([
  ['7500', 'UNLAWFUL_INTERFERENCE'],
  ['7600', 'RADIO_FAILURE'],
  ['7700', 'GENERAL'],
]);

const byWord: ReadonlyMap<string, EmergencyCode> = new Map([
  ['general', 'GENERAL'],
  ['lifeguard', 'MEDICAL'],
  ['minfuel', 'MINIMUM_FUEL'],
  ['nordo', 'RADIO_FAILURE'],
  ['unlawful', 'UNLAWFUL_INTERFERENCE'],
  ['downed', 'DOWNED'],
]);

/** The emergency that a beacon code and the ADS-B emergency word (as readsb spells it) tell of; the code outranks the word, since a crew sets it by hand. Undefined where neither is there. */
export function emergencyOf(
  beaconCode: string | undefined,
  word: string | undefined,
): EmergencyCode | 'NONE' | undefined {
  const fromCode = beaconCode === undefined ? undefined : byBeaconCode.get(beaconCode);
  const fromWord = word === undefined ? undefined : byWord.get(word);
  const silent = beaconCode === undefined && word === undefined;
  return fromCode ?? fromWord ?? (silent ? undefined : 'NONE');
}
