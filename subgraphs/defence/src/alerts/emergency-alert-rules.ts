import type { EmergencyCode } from '../feeds/sensor-report.ts';
import type { AlertExplanation, AlertLevel } from './alert.ts';

/** An emergency counts as over this long after its last signal, so that a flickering code is one alert. */
export const emergencyOverAfterMs = 10_000;

const levels: Readonly<Record<EmergencyCode, AlertLevel>> = {
  UNLAWFUL_INTERFERENCE: 'WARNING',
  GENERAL: 'WARNING',
  DOWNED: 'WARNING',
  MEDICAL: 'CAUTION',
  MINIMUM_FUEL: 'CAUTION',
  RADIO_FAILURE: 'CAUTION',
};
const words: Readonly<Record<EmergencyCode, string>> = {
  UNLAWFUL_INTERFERENCE: 'unlawful interference',
  GENERAL: 'an emergency',
  DOWNED: 'that it is down',
  MEDICAL: 'a medical emergency',
  MINIMUM_FUEL: 'minimum fuel',
  RADIO_FAILURE: 'radio failure',
};

/** How urgent an emergency signal is. */
export function emergencyLevel(code: EmergencyCode): AlertLevel {
  return levels[code];
}

/** Why an emergency signal is an alert, and what would settle it. */
export function explainEmergency(facts: {
  readonly code: EmergencyCode;
  readonly trackLabel: string;
  readonly beaconCode: string | undefined;
  readonly atMs: number;
  readonly feedId: string | undefined;
}): AlertExplanation {
  const { code, trackLabel, beaconCode, atMs, feedId } = facts;
  return {
    summary: `${trackLabel} signals ${words[code]}.`,
    because: [
      {
        text: `The aircraft signals ${words[code]}.`,
        satisfied: true,
        observed: beaconCode ? `code ${beaconCode}` : 'ADS-B emergency status',
        threshold: null,
      },
    ],
    known: [{ text: `Signalled by ${trackLabel}.`, feedId: feedId ?? null, observedAtMs: atMs }],
    missing: [{ text: 'The crew’s own words.', lookedIn: ['reports of the feeds'], lastLookedAtMs: atMs }],
    wouldSettle: [
      {
        text: 'Ask the controlling unit whether the crew confirms it.',
        kind: 'RADIO_CONTACT',
        askUnitId: null,
        wouldChange: 'A code set by mistake would be cleared.',
      },
    ],
    counterEvidence: [],
  };
}
