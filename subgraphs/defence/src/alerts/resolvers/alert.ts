import type {
  AlertExplanationResolvers,
  AlertResolutionResolvers,
  AlertResolvers,
  FactResolvers,
  MissingFactResolvers,
  ResolutionEvidenceResolvers,
  SettlingStepResolvers,
} from '../../generated/resolvers-types.ts';
import { findFeed } from '../../feed-registry/visible-feeds.ts';
import { heldBy } from '../../flight-plans/held-plan.ts';
import { findAlert } from '../find-alert.ts';
import { measureDecision } from '../measure-decision-rules.ts';

const date = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));

export const alert: AlertResolvers = {
  __resolveReference: async ({ id }, request) => (await findAlert(id, request)) ?? null,
  label: ({ explanation }) => explanation.summary,
  raisedAt: ({ raisedAtMs }) => new Date(raisedAtMs),
  updatedAt: ({ updatedAtMs }) => new Date(updatedAtMs),
  resolvedAt: ({ resolvedAtMs }) => date(resolvedAtMs),
  resolution: ({ resolution }) => resolution ?? null,
  acknowledgedBy: ({ acknowledgedBy }) => acknowledgedBy ?? null,
  track: ({ trackId }, _arguments, { live, picture }) => {
    const track = live.tracks.find(trackId);
    return (track && picture.viewOf(track)) ?? null;
  },
  airspace: ({ airspaceId }, _arguments, { live }) =>
    airspaceId === undefined ? null : (live.airspaces.index.find(airspaceId) ?? null),
  geometry: (parent, _arguments, { picture }) => {
    const place = picture.placeOf(parent);
    return place ? { type: 'Point', coordinates: [place.longitude, place.latitude] } : null;
  },
  assignedTo: ({ unitId }, _arguments, { live }) => live.units.get(unitId),
  decisions: async ({ id }, _arguments, { decisions }) => [...(await decisions.onAlert(id))],
  metrics: async (parent, _arguments, { decisions }) => {
    const [first] = await decisions.onAlert(parent.id);
    return measureDecision({ ...parent, decidedAtMs: first?.at.getTime() });
  },
};

export const alertResolution: AlertResolutionResolvers = {
  by: ({ unitId }, _arguments, { live }) => (unitId === undefined ? null : live.units.get(unitId)),
  evidence: async ({ planId }, _arguments, { plans, unitId }) => {
    const plan = planId === undefined ? undefined : heldBy(unitId, await plans.find(planId));
    return plan ? { ...plan, __typename: 'FlightPlan' } : null;
  },
};

export const resolutionEvidence: ResolutionEvidenceResolvers = { __resolveType: () => 'FlightPlan' };

export const alertExplanation: AlertExplanationResolvers = {
  because: ({ because }) => [...because],
  known: ({ known }) => [...known],
  missing: ({ missing }) => [...missing],
  wouldSettle: ({ wouldSettle }) => [...wouldSettle],
  counterEvidence: ({ counterEvidence }) => [...counterEvidence],
};

export const fact: FactResolvers = {
  feed: ({ feedId }, _arguments, { picture }) =>
    feedId === null ? null : (findFeed(feedId, picture) ?? null),
  observedAt: ({ observedAtMs }) => (observedAtMs === null ? null : new Date(observedAtMs)),
};

export const missingFact: MissingFactResolvers = {
  lookedIn: ({ lookedIn }) => [...lookedIn],
  lastLookedAt: ({ lastLookedAtMs }) => new Date(lastLookedAtMs),
};

export const settlingStep: SettlingStepResolvers = {
  ask: ({ askUnitId }, _arguments, { live }) =>
    askUnitId === null ? null : (live.units.find(askUnitId) ?? null),
};
