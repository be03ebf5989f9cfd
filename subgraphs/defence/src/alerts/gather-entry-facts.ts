import type { Airspace } from '../airspace/airspace.ts';
import { metresPerNauticalMile } from '../airspace/earth-distance.ts';
import { holdsPlan } from '../flight-plans/held-plan.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { mayUnitSee } from '../releasability/release-rules.ts';
import type { TrackView } from '../tracks/track-view.ts';
import { labelOf, type TrackPresence } from '../tracks/track.ts';
import type { Unit } from '../units/unit.ts';
import type { EntryFacts } from './airspace-alert-rules.ts';

const fits = 6;

/** What the explanation of an entry is made from: the viewing unit's own knowledge, and whom it could ask. */
export function gatherEntryFacts(
  view: TrackView,
  unit: Unit,
  airspace: Airspace,
  presence: TrackPresence,
  live: LivePicture,
): EntryFacts {
  const { track, fields, picture } = view;
  return {
    airspace,
    trackLabel: labelOf(track, fields),
    enteredAtMs: presence.enteredAtMs,
    startedInside: presence.startedInside,
    atMs: track.updatedMs,
    unitId: unit.id,
    plansHeld: [...live.plans.live()].filter((plan) => holdsPlan(unit.id, plan)).length,
    correlation: picture.correlationOf(view),
    altitudeFeet: fields.altitude?.value.feet,
    speedKnots: fields.velocity?.value.speedKnots,
    callsign: fields.callsign?.value,
    aircraftAddress: track.aircraftAddress,
    beaconCode: fields.beaconCode?.value,
    aircraftType: fields.aircraftType?.value,
    positionFeedId: fields.position?.feedId,
    positionAtMs: fields.position?.atMs,
    clearOf: clearOf(view, live),
    ask: whomToAsk(view, unit, airspace, live),
  };
}

function clearOf({ track }: TrackView, live: LivePicture): EntryFacts['clearOf'] {
  return [...track.closestApproachM].flatMap(([airspaceId, metres]) => {
    const airspace = live.airspaces.index.find(airspaceId);
    if (!airspace || metres <= 0) return [];
    return [{ designator: airspace.designator, closestNm: metres / metresPerNauticalMile }];
  });
}

/** The holder of a plan that fits, where its marking lets its existence be told to the unit; else the centre that joins the agencies. */
function whomToAsk(
  { track }: TrackView,
  unit: Unit,
  airspace: Airspace,
  live: LivePicture,
): EntryFacts['ask'] {
  const unseen = track.links.find(
    ({ plan, score }) =>
      score >= fits && !holdsPlan(unit.id, plan) && mayUnitSee(unit.id, plan.marking, plan.originatorId),
  );
  if (unseen) return { unitId: unseen.plan.originatorId, holdsPlan: true };
  const others = airspace.stakeholders.flatMap((id) => (id === unit.id ? [] : (live.units.find(id) ?? [])));
  const asked =
    others.find(({ kind }) => kind === 'COORDINATION_CENTRE') ??
    others.find(({ kind }) => kind === 'AIR_TRAFFIC_CONTROL');
  return asked && { unitId: asked.id, holdsPlan: false };
}
