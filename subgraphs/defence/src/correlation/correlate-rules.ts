import { assignOneToOne } from './assign-one-to-one-rules.ts';
import type { Correlation, PlanLink } from './correlation.ts';

const correlatedFrom = 6;
const ahead = 3;
const candidatesShown = 10;

/** A track as correlation sees it: its plans in question, best first. */
export interface LinkedTrack {
  readonly id: string;
  readonly environment: string;
  readonly links: readonly PlanLink[];
}

export interface Graph {
  /** Whether the asking unit holds the plan of a link. */
  held(link: PlanLink): boolean;
  /** The other tracks that the plan of a link is in question for. */
  tracksOf(link: PlanLink): Iterable<LinkedTrack>;
}

const uncorrelated: Correlation = { status: 'UNCORRELATED', plan: undefined, candidates: [] };
const notApplicable: Correlation = { status: 'NOT_APPLICABLE', plan: undefined, candidates: [] };

/**
 * How a track fits the plans of one unit: one plan to one track, by the greatest total score among all tracks and plans that hang
 * together; CORRELATED at 6 or more and 3 ahead of every rival that is still free, AMBIGUOUS at 6 or more but not ahead.
 */
export function correlate(track: LinkedTrack, graph: Graph): Correlation {
  if (track.environment !== 'AIR') return notApplicable;
  if (!track.links.length) return uncorrelated;
  const candidates = track.links.filter((link) => graph.held(link)).slice(0, candidatesShown);
  const strong = candidates.filter(({ score }) => score >= correlatedFrom);
  if (!strong.length) return { ...uncorrelated, candidates };

  const component = gather(track, graph);
  const assignment = assign(component, graph);
  const planIds = new Set(assignment.values());
  const assigned = strong.find(({ plan }) => plan.id === assignment.get(track));
  if (!assigned) return { ...uncorrelated, candidates };

  const rivalPlan = candidates.some(
    ({ plan, score }) =>
      plan.id !== assigned.plan.id && !planIds.has(plan.id) && assigned.score - score < ahead,
  );
  const rivalTrack = component.some(
    (other) =>
      other !== track &&
      !assignment.has(other) &&
      other.links.some(({ plan, score }) => plan.id === assigned.plan.id && assigned.score - score < ahead),
  );
  const status = rivalPlan || rivalTrack ? 'AMBIGUOUS' : 'CORRELATED';
  return { status, plan: status === 'CORRELATED' ? assigned.plan : undefined, candidates };
}

/** The tracks that compete, directly or through others, for plans with this one. */
function gather(start: LinkedTrack, graph: Graph): readonly LinkedTrack[] {
  const tracks = new Set([start]);
  const plansSeen = new Set<string>();
  for (const track of tracks) {
    for (const link of track.links) {
      if (link.score < correlatedFrom - ahead || plansSeen.has(link.plan.id) || !graph.held(link)) continue;
      plansSeen.add(link.plan.id);
      for (const other of graph.tracksOf(link)) tracks.add(other);
    }
  }
  // In an order of their own, so that of several best assignments all of them find the same one.
  return [...tracks].toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

function assign(tracks: readonly LinkedTrack[], graph: Graph): ReadonlyMap<LinkedTrack, string> {
  const strongLinks = (track: LinkedTrack) =>
    track.links.filter((link) => link.score >= correlatedFrom && graph.held(link));
  const planIds = [
    ...new Set(tracks.flatMap((track) => strongLinks(track).map(({ plan }) => plan.id))),
  ].toSorted();
  const scores = tracks.map((track) => {
    const byPlan = new Map(strongLinks(track).map(({ plan, score }) => [plan.id, score]));
    return planIds.map((id) => byPlan.get(id) ?? 0);
  });
  const assigned = new Map<LinkedTrack, string>();
  assignOneToOne(scores).forEach((column, row) => {
    const track = tracks[row];
    const planId = planIds[column];
    if (track && planId !== undefined) assigned.set(track, planId);
  });
  return assigned;
}
