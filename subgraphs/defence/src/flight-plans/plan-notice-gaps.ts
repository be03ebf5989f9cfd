import { alertForVolume } from '../alerts/airspace-alert-rules.ts';
import type { Airspace } from '../airspace/airspace.ts';
import type { AirspaceIndex } from '../airspace/airspace-index.ts';
import { type Share, mayKnowOfShare } from '../sharing/share.ts';
import { holdsPlan, type HeldPlan } from './held-plan.ts';
import { findNoticeGaps, type NoticeGap } from './notice-gap-rules.ts';
import { placedLegs } from './plan-route.ts';

/**
 * The notice gaps of a plan, for a unit that holds it; none for another, and none for a plan that is over. Who has not acknowledged is told to
 * each holder; the copy that was sent only to those who may know of it.
 */
export function noticeGapsOf(
  plan: HeldPlan,
  shares: readonly Share[],
  viewing: { readonly unitId: string | undefined; readonly nowMs: number; readonly airspaces: AirspaceIndex },
): readonly NoticeGap[] {
  if (!holdsPlan(viewing.unitId, plan) || plan.state === 'CANCELLED' || plan.state === 'COMPLETED') return [];
  const gaps = findNoticeGaps({
    callsign: plan.content.callsign,
    originatorId: plan.originatorId,
    offBlockAtMs: plan.content.offBlockAtMs,
    airborne: plan.state === 'AIRBORNE',
    crosses: controlledVolumesOf(plan, viewing.airspaces),
    shares,
    nowMs: viewing.nowMs,
  });
  return gaps.map((gap) =>
    gap.lastShare && mayKnowOfShare(viewing.unitId, gap.lastShare, plan.originatorId)
      ? gap
      : { ...gap, lastShare: undefined },
  );
}

/** Volumes that raise alerts and that the placed part of the route crosses within the time of the plan, at whatever height. */
function controlledVolumesOf({ content }: HeldPlan, airspaces: AirspaceIndex): readonly Airspace[] {
  const fromMs = content.offBlockAtMs;
  const toMs = content.estimatedArrivalAtMs ?? fromMs + 3_600_000;
  const crossed = placedLegs(content).flatMap(([from, to]) =>
    airspaces
      .crossedBy(
        { ...from, altitudeFeet: undefined, atMs: fromMs },
        { ...to, altitudeFeet: undefined, atMs: toMs },
      )
      .map(({ airspace }) => airspace),
  );
  return [...new Set(crossed)].filter((airspace) => alertForVolume(airspace) !== undefined);
}
