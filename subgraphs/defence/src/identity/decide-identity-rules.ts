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

function byAffiliation({ affiliation, reportsItself }: IdentityQuestion): Identity | undefined {
  const basis = reportsItself ? 'BLUE_FORCE' : 'SENSOR_REPORT';
  switch (affiliation) {
    case 'f':
      return reportsItself
        ? { value: 'FRIEND', confidence: 0.9, basis, reasons: ['Reports itself as a friend.'] }
        : { value: 'ASSUMED_FRIEND', confidence: 0.6, basis, reasons: ['Reported as a friend.'] };
    case 'a':
      return { value: 'ASSUMED_FRIEND', confidence: 0.6, basis, reasons: ['Reported as an assumed friend.'] };
    case 'n':
      return { value: 'NEUTRAL', confidence: 0.6, basis, reasons: ['Reported as neutral.'] };
    case 's':
      return { value: 'SUSPECT', confidence: 0.5, basis, reasons: ['Reported as suspect.'] };
    case 'h':
      return {
        value: 'SUSPECT',
        confidence: 0.6,
        basis,
        reasons: ['Reported as hostile: a rule goes no further than suspect.'],
      };
    default:
      return undefined;
  }
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
