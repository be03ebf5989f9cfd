import type { FlightPlanResolvers, NoticeGapResolvers } from '../../generated/resolvers-types.ts';
import { mayKnowOfShare } from '../../sharing/share.ts';
import { heldBy } from '../held-plan.ts';
import { noticeGapsOf } from '../plan-notice-gaps.ts';
import { routeLine } from '../plan-route.ts';

export const flightPlan: FlightPlanResolvers = {
  __resolveReference: async ({ id }, { plans, unitId }) => heldBy(unitId, await plans.find(id)) ?? null,
  gufi: ({ content }) => content.gufi,
  callsign: ({ content }) => content.callsign,
  aircraftAddress: ({ content }) => content.aircraftAddress ?? null,
  registration: ({ content }) => content.registration ?? null,
  aircraftType: ({ content }) => content.aircraftType ?? null,
  wakeCategory: ({ content }) => content.wakeCategory ?? null,
  flightRules: ({ content }) => content.flightRules,
  flightType: ({ content }) => content.flightType,
  beaconCode: ({ content }) => content.beaconCode ?? null,
  departure: ({ content }) => content.departure,
  destination: ({ content }) => content.destination ?? null,
  offBlockAt: ({ content }) => new Date(content.offBlockAtMs),
  estimatedArrivalAt: ({ content }) =>
    content.estimatedArrivalAtMs === undefined ? null : new Date(content.estimatedArrivalAtMs),
  route: ({ content }) => content.route ?? null,
  routeGeometry: ({ content }) => {
    const line = routeLine(content);
    return line
      ? { type: 'LineString', coordinates: line.map(({ longitude, latitude }) => [longitude, latitude]) }
      : null;
  },
  remarks: ({ content }) => content.remarks ?? null,
  source: ({ content }) => (content.source === 'FIXM' ? 'FIXM' : 'ICAO_ATS'),
  originator: ({ originatorId }, _arguments, { live }) => live.units.get(originatorId),
  track: (plan, _arguments, { live, unitId, picture }) => {
    const track = live.correlator.trackOf(unitId, plan);
    return (track && picture.viewOf(track)) ?? null;
  },
  shares: async ({ id, originatorId }, _arguments, { shares, unitId }) =>
    (await shares.ofPlan(id)).filter((share) => mayKnowOfShare(unitId, share, originatorId)),
  noticeGaps: async (plan, _arguments, { shares, unitId, picture, live }) => {
    const viewing = { unitId, nowMs: picture.nowMs, airspaces: live.airspaces.index };
    return [...noticeGapsOf(plan, await shares.ofPlan(plan.id), viewing)];
  },
};

export const noticeGap: NoticeGapResolvers = {
  unit: ({ unitId }, _arguments, { live }) => live.units.get(unitId),
  because: ({ because }) => [...because],
  dueAt: ({ dueAtMs }) => new Date(dueAtMs),
  lastShare: ({ lastShare }) => lastShare ?? null,
};
