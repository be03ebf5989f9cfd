import * as alert from './alerts/resolvers/alert.ts';
import * as alertRoots from './alerts/resolvers/alert-roots.ts';
import * as correlation from './correlation/resolvers/correlation.ts';
import * as decision from './decisions/resolvers/decision.ts';
import * as feed from './feed-registry/resolvers/feed.ts';
import * as flightPlan from './flight-plans/resolvers/flight-plan.ts';
import * as flightPlanRoots from './flight-plans/resolvers/flight-plan-roots.ts';
import type { Resolvers } from './generated/resolvers-types.ts';
import { submitObservations } from './ingest/resolvers/submit-observations.ts';
import * as airspace from './picture/resolvers/airspace.ts';
import { facility } from './picture/resolvers/facility.ts';
import * as picture from './picture/resolvers/operating-picture.ts';
import { operatingPictureEvents } from './picture/resolvers/picture-events.ts';
import * as region from './picture/resolvers/region.ts';
import { marking } from './releasability/resolvers/marking.ts';
import { defenceScalars } from './scalars.ts';
import * as share from './sharing/resolvers/share.ts';
import * as measures from './tracks/resolvers/measures.ts';
import { track } from './tracks/resolvers/track.ts';
import * as trackQueries from './tracks/resolvers/track-queries.ts';
import * as unit from './units/resolvers/unit.ts';

/** Every resolver of this wing, by type and field. */
export const resolvers: Resolvers = {
  ...defenceScalars,
  UserError: { __resolveType: () => 'DefenceUserError' },
  Query: {
    airspaces: airspace.airspaces,
    alert: alertRoots.alertById,
    alerts: alertRoots.alerts,
    decisions: decision.decisionsOfUnit,
    feed: feed.feedById,
    feeds: feed.feeds,
    flightPlan: flightPlanRoots.flightPlan,
    flightPlans: flightPlanRoots.flightPlans,
    operatingPicture: picture.operatingPictureOf,
    region: region.regionByFips,
    track: trackQueries.track,
    tracks: trackQueries.tracks,
    units: unit.units,
  },
  Mutation: {
    acknowledgeAlert: alertRoots.acknowledgeAlert,
    acknowledgeShare: share.acknowledgeShare,
    fileFlightPlan: flightPlanRoots.fileFlightPlan,
    recordDecision: decision.recordDecision,
    resolveAlert: alertRoots.resolveAlert,
    share: share.shareRecord,
    submitObservations,
  },
  Subscription: { operatingPicture: operatingPictureEvents },
  Airspace: airspace.airspace,
  AirspaceRule: airspace.airspaceRule,
  Alert: alert.alert,
  AlertExplanation: alert.alertExplanation,
  AlertResolution: alert.alertResolution,
  Altitude: measures.altitude,
  AltitudeLimit: airspace.altitudeLimit,
  Correlation: correlation.correlation,
  CorrelationCandidate: correlation.correlationCandidate,
  Decision: decision.decision,
  Facility: facility,
  Fact: alert.fact,
  Feed: feed.feed,
  FeedHealth: feed.feedHealth,
  FlightPlan: flightPlan.flightPlan,
  Marking: marking,
  MissingFact: alert.missingFact,
  NoticeGap: flightPlan.noticeGap,
  OperatingPicture: picture.operatingPicture,
  Region: region.region,
  ResolutionEvidence: alert.resolutionEvidence,
  SettlingStep: alert.settlingStep,
  Share: share.share,
  Shareable: share.shareable,
  Track: track,
  Unit: unit.unit,
  Velocity: measures.velocity,
  WatchState: unit.watchState,
};
