import { distanceM, type LonLat, metresPerNauticalMile } from '../airspace/earth-distance.ts';
import { aerodromePosition, aerodromesNear } from '../flight-plans/aerodromes.ts';
import { type HeldPlan, holdsPlan, isLivePlan } from '../flight-plans/held-plan.ts';
import type { PlanBook } from '../flight-plans/plan-book.ts';
import { routeDistanceNm } from '../flight-plans/plan-route.ts';
import type { SourcedFields, Track } from '../tracks/track.ts';
import { correlate, type LinkedTrack } from './correlate-rules.ts';
import type { Correlation, PlanLink } from './correlation.ts';
import { isDiscreteCode, scorePlan } from './score-plan-rules.ts';

/** Keeps, for each track, the plans in question with their scores, and answers for one unit which of those it holds fits. */
export interface Correlator {
  /** Scores a track anew where something that counts has changed, or 10 seconds have gone by. True where the plans in question or their scores changed. */
  rescore(track: Track): boolean;
  /** With `seen`, as scored from those fields alone: for a unit that may not see every feed. */
  correlationFor(unitId: string | undefined, track: Track, seen?: SourcedFields): Correlation;
  /** The track that flies a plan in a unit's picture. */
  trackOf(unitId: string | undefined, plan: HeldPlan): Track | undefined;
  /** Tracks that a plan is in question for. */
  tracksLinkedTo(planId: string): Iterable<Track>;
  forget(track: Track): void;
}

const rescoreEveryMs = 10_000;
/** Below this a plan is not even mentioned: it speaks against the pair. */
const mentionedFrom = 0;

/** A correlator over a book of plans. */
export function createCorrelator(plans: PlanBook): Correlator {
  const tracksByPlan = new Map<string, Set<Track>>();
  const scoredWith = new WeakMap<Track, { readonly identifiers: number; readonly plans: number }>();

  function relink(track: Track, links: readonly PlanLink[]): void {
    for (const { plan } of track.links) tracksByPlan.get(plan.id)?.delete(track);
    track.links = links;
    for (const { plan } of links) {
      const tracks = tracksByPlan.get(plan.id);
      if (tracks) tracks.add(track);
      else tracksByPlan.set(plan.id, new Set([track]));
    }
  }

  function isCurrent(track: Track): boolean {
    const scored = scoredWith.get(track);
    if (scored?.identifiers !== track.identifiersRevision || scored.plans !== plans.revision) return false;
    return !track.links.length || track.updatedMs - track.linksScoredMs < rescoreEveryMs;
  }

  function correlationFor(unitId: string | undefined, track: Track, seen?: SourcedFields): Correlation {
    const asked: LinkedTrack = seen
      ? { id: track.id, environment: track.environment, links: linksOf(track, seen, plans) }
      : track;
    return correlate(asked, {
      held: ({ plan }) => holdsPlan(unitId, plan) && isLivePlan(plan),
      tracksOf: ({ plan }) => [...(tracksByPlan.get(plan.id) ?? [])].filter((other) => other !== track),
    });
  }

  return {
    rescore(track) {
      if (isCurrent(track)) return false;
      scoredWith.set(track, { identifiers: track.identifiersRevision, plans: plans.revision });
      track.linksScoredMs = track.updatedMs;
      const links = linksOf(track, track.fields, plans);
      const before = track.links;
      relink(track, links);
      return !sameLinks(before, links);
    },
    correlationFor,
    trackOf(unitId, plan) {
      for (const track of tracksByPlan.get(plan.id) ?? []) {
        if (correlationFor(unitId, track).plan?.id === plan.id) return track;
      }
      return undefined;
    },
    tracksLinkedTo: (planId) => tracksByPlan.get(planId) ?? [],
    forget: (track) => relink(track, []),
  };
}

function linksOf(track: Track, fields: SourcedFields, plans: PlanBook): readonly PlanLink[] {
  const { firstPosition, aircraftAddress } = track;
  const code = fields.beaconCode?.value;
  const inQuestion = plans.inQuestion({
    aircraftAddress,
    callsign: fields.callsign?.value,
    registration: fields.registration?.value,
    beaconCode: code && isDiscreteCode(code) ? code : undefined,
    departures: firstPosition
      ? aerodromesNear((position) => distanceM(position, firstPosition) <= 5 * metresPerNauticalMile)
      : [],
  });
  if (!inQuestion.length) return [];
  const shown = {
    aircraftAddress,
    callsign: fields.callsign?.value,
    registration: fields.registration?.value,
    registersDisagree: track.conflicts.some(({ kind }) => kind === 'REGISTRY_DISAGREES'),
    beaconCode: code,
    aircraftType: fields.aircraftType?.value,
    altitudeFeet: fields.altitude?.value.feet,
    atMs: track.updatedMs,
  };
  return inQuestion
    .map((plan) => ({ plan, ...scorePlan(planToScore(plan, fields, firstPosition), shown) }))
    .filter(({ score }) => score > mentionedFrom)
    .toSorted((left, right) => right.score - left.score || left.plan.id.localeCompare(right.plan.id));
}

function planToScore({ content }: HeldPlan, fields: SourcedFields, firstPosition: LonLat | undefined) {
  const position = fields.position?.value;
  const departure = aerodromePosition(content.departure);
  return {
    ...content,
    routeDistanceNm: position && routeDistanceNm(content, position),
    departureDistanceNm:
      departure && firstPosition && distanceM(departure, firstPosition) / metresPerNauticalMile,
  };
}

function sameLinks(left: readonly PlanLink[], right: readonly PlanLink[]): boolean {
  return (
    left.length === right.length &&
    left.every((link, index) => link.plan === right[index]?.plan && link.score === right[index]?.score)
  );
}
