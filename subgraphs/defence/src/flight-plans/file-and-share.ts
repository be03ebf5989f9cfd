import type { FileFlightPlanInput } from '../generated/resolvers-types.ts';
import type { KnowPlan } from '../picture/know-plan.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import { readMarking } from '../releasability/read-marking.ts';
import { sharePlan, type SharePlanNeeds } from '../sharing/share-plan.ts';
import type { Share } from '../sharing/share.ts';
import type { TrackView } from '../tracks/track-view.ts';
import { fileFlightPlan, type FileFlightPlanNeeds } from './file-flight-plan.ts';
import type { HeldPlan } from './held-plan.ts';
import type { NoticeGap } from './notice-gap-rules.ts';
import { noticeGapsOf } from './plan-notice-gaps.ts';

export interface FileAndShareRequest
  extends Pick<FileFlightPlanNeeds, 'plans'>, Pick<SharePlanNeeds, 'shares'> {
  readonly unitId: string | undefined;
  readonly knowPlan: KnowPlan;
  readonly picture: UnitPicture;
}

export interface FileAndShareAnswer {
  readonly flightPlan: HeldPlan | null;
  readonly noticeGaps: NoticeGap[];
  readonly correlated: TrackView[];
  readonly userErrors: InputRefusal[];
}

/** Files a plan and sends it on at once. Refuses a unit that is not the caller's, other grammars and markings that do not parse. */
export async function fileAndShare(
  input: FileFlightPlanInput,
  request: FileAndShareRequest,
): Promise<FileAndShareAnswer> {
  const { unitId, picture, plans, shares, knowPlan } = request;
  const { clock, units } = picture.live;
  const marking = readMarking(input.marking, units);
  if (!unitId || input.unitId !== unitId)
    return refused('NOT_PERMITTED', 'A plan is filed by your own unit.', 'unitId');
  if (input.format !== 'ICAO_ATS' && input.format !== 'FIXM')
    return refused('INVALID', 'Plans are filed as ICAO_ATS or FIXM messages.', 'format');
  if (!marking)
    return refused('INVALID', 'Control words are capital letters, and units must be known.', 'marking');

  const { message, idempotencyKey, format } = input;
  const filed = await fileFlightPlan(
    { unitId, format, message, marking, idempotencyKey },
    { plans, knowPlan, clock },
  );
  if ('refusal' in filed)
    return { flightPlan: null, noticeGaps: [], correlated: [], userErrors: [filed.refusal] };

  const sent = input.shareWith?.length
    ? await sharePlan(
        { planId: filed.plan.id, fromId: unitId, toIds: input.shareWith, phase: 'ADVANCE', note: undefined },
        { plans, shares, units, knowPlan, clock },
      )
    : undefined;
  const refusals = sent && 'refusal' in sent ? [sent.refusal] : [];
  const plan = sent && 'plan' in sent ? sent.plan : filed.plan;
  const sentShares: readonly Share[] = sent && 'shares' in sent ? sent.shares : await shares.ofPlan(plan.id);
  const viewing = { unitId, nowMs: picture.nowMs, airspaces: picture.live.airspaces.index };
  return {
    flightPlan: plan,
    noticeGaps: [...noticeGapsOf(plan, sentShares, viewing)],
    correlated: correlatedWith(plan, request),
    userErrors: refusals,
  };
}

function correlatedWith(plan: HeldPlan, { picture, unitId }: FileAndShareRequest): TrackView[] {
  const track = picture.live.correlator.trackOf(unitId, plan);
  const view = track && picture.viewOf(track);
  return view ? [view] : [];
}

function refused(reason: InputRefusal['reason'], message: string, path: string): FileAndShareAnswer {
  return {
    flightPlan: null,
    noticeGaps: [],
    correlated: [],
    userErrors: [refuseInput(reason, message, [path])],
  };
}
