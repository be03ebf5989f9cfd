import type { Correlation } from '../correlation/correlation.ts';
import type { TrackStatus } from '../tracks/track-age-rules.ts';
import type { Identity } from './identity.ts';

export interface IdentityQuestion {
  readonly status: TrackStatus;
  readonly correlation: Correlation;
  /** CoT affiliation letter of the newest report that carries one. */
  readonly affiliation: string | undefined;
  /** The affiliation comes from the object itself, not from an observer. */
  readonly reportsItself: boolean;
  /** Designators of the prohibited volumes it is inside of. */
  readonly insideProhibited: readonly string[];
}

/** Who a track is: a plan that fits outweighs what others say, and that outweighs behaviour. No rule goes further than SUSPECT. */
export function decideIdentity(question: IdentityQuestion): Identity {
  return (
    byPlan(question) ??
    byAffiliation(question) ??
    byBehaviour(question) ??
    (question.status === 'INITIATING'
      ? { value: 'PENDING', confidence: 0, basis: 'NONE', reasons: ['Seen once: not yet judged.'] }
      : {
          value: 'UNKNOWN',
          confidence: 0,
          basis: 'NONE',
          reasons: [explainUncorrelated(question.correlation)],
        })
  );
}

function byPlan({ correlation }: IdentityQuestion): Identity | undefined {
  const { plan, candidates } = correlation;
  if (!plan) return undefined;
  const link = candidates.find((candidate) => candidate.plan.id === plan.id);
  const addressAgrees = link?.evidence.some(
    ({ test, outcome }) => test === 'AIRCRAFT_ADDRESS' && outcome === 'SUPPORTS',
  );
  const { callsign, flightType, specialHandling } = plan.content;
  const isState = flightType === 'MILITARY' || specialHandling.includes('STATE');
  const flies = `Flies plan ${callsign}, score ${link?.score ?? 0}.`;
  if (!isState) {
    return {
      value: 'NEUTRAL',
      confidence: 0.85,
      basis: 'FLIGHT_PLAN',
      reasons: [flies, 'The plan is civil.'],
    };
  }
  return addressAgrees
    ? {
        value: 'FRIEND',
        confidence: 0.95,
        basis: 'FLIGHT_PLAN',
        reasons: [flies, 'The plan is of a state aircraft, and its address agrees.'],
      }
    : {
        value: 'ASSUMED_FRIEND',
        confidence: 0.75,
        basis: 'FLIGHT_PLAN',
        reasons: [flies, 'The plan is of a state aircraft; its address is not proven.'],
      };
}

type Said = Pick<Identity, 'value' | 'confidence'> & { readonly reason: string };

/** By the affiliation letter of MIL-STD-2525; letters that say nothing are left out. */
const saidByOthers: Readonly<Record<string, Said>> = {
  f: { value: 'ASSUMED_FRIEND', confidence: 0.6, reason: 'Reported as a friend.' },
  a: { value: 'ASSUMED_FRIEND', confidence: 0.6, reason: 'Reported as an assumed friend.' },
  n: { value: 'NEUTRAL', confidence: 0.6, reason: 'Reported as neutral.' },
  s: { value: 'SUSPECT', confidence: 0.5, reason: 'Reported as suspect.' },
  h: {
    value: 'SUSPECT',
    confidence: 0.6,
    reason: 'Reported as hostile: a rule goes no further than suspect.',
  },
};

function byAffiliation({ affiliation = '', reportsItself }: IdentityQuestion): Identity | undefined {
  if (affiliation === 'f' && reportsItself) {
    const reasons = ['Reports itself as a friend.'];
    return { value: 'FRIEND', confidence: 0.9, basis: 'BLUE_FORCE', reasons };
  }
  const said = saidByOthers[affiliation];
  if (!said) return undefined;
  const { value, confidence, reason } = said;
  return { value, confidence, basis: reportsItself ? 'BLUE_FORCE' : 'SENSOR_REPORT', reasons: [reason] };
}

function byBehaviour({ insideProhibited }: IdentityQuestion): Identity | undefined {
  if (!insideProhibited.length) return undefined;
  return {
    value: 'SUSPECT',
    confidence: 0.5,
    basis: 'BEHAVIOUR',
    reasons: [`Inside ${insideProhibited.join(', ')} without a plan that this unit holds.`],
  };
}

function explainUncorrelated({ status, candidates }: Correlation): string {
  if (status === 'AMBIGUOUS') return 'More than one plan fits: none is taken.';
  const best = candidates[0];
  return best
    ? `The best plan, ${best.plan.content.callsign}, scores ${best.score}; 6 are needed.`
    : 'No plan that this unit holds is in question.';
}
