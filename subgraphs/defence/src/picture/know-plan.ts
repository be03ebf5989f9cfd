import type { Alert } from '../alerts/alert.ts';
import type { Watch } from '../alerts/watch.ts';
import type { HeldPlan } from '../flight-plans/held-plan.ts';
import type { ChangeKind } from '../history/change-log.ts';
import type { Track } from '../tracks/track.ts';
import type { LivePicture } from './live-picture.ts';

interface PlanKnown {
  /** Tracks that the plan is in question for. */
  readonly tracks: readonly Track[];
  /** Alerts of all watches that it settled. */
  readonly settled: readonly Alert[];
}

/** Brings a plan that was filed, changed or shared into the live picture, at once. */
export type KnowPlan = (plan: HeldPlan, change: ChangeKind) => PlanKnown;

/** The way for plans into a live picture. */
export function createKnowPlan(live: LivePicture, watch: Watch): KnowPlan {
  return (plan, change) => {
    const clockMs = live.clock.now().getTime();
    const before = new Set(live.correlator.tracksLinkedTo(plan.id));
    live.plans.put(plan);
    live.changes.append(change, plan.id, clockMs);
    for (const track of live.tracks.all()) live.correlator.rescore(track);
    const tracks = [...live.correlator.tracksLinkedTo(plan.id)];
    const settled = [...new Set([...before, ...tracks])].flatMap((track) =>
      watch.judge(track, { atMs: track.updatedMs, clockMs }),
    );
    return { tracks, settled };
  };
}
