import type { Alert } from '../alerts/alert.ts';
import type { ShareInput } from '../generated/resolvers-types.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import { sharePlan, type SharePlanNeeds } from './share-plan.ts';
import type { Share } from './share.ts';

export interface SendPlanRequest extends Pick<SharePlanNeeds, 'plans' | 'shares' | 'knowPlan'> {
  readonly unitId: string | undefined;
  readonly picture: UnitPicture;
}

export interface SendPlanAnswer {
  readonly shares: Share[];
  readonly resolvedAlerts: Alert[];
  readonly resolvedAlertCount: number;
  readonly userErrors: InputRefusal[];
}

/** Sends a plan for the caller's unit, and shows of the alerts it settled those of the watch that the unit reads. Repeating it repeats nothing. */
export async function sendPlan(input: ShareInput, request: SendPlanRequest): Promise<SendPlanAnswer> {
  const { unitId, picture, plans, shares, knowPlan } = request;
  const { units, clock } = picture.live;
  if (!unitId) return refused(refuseInput('NOT_PERMITTED', 'Your token names no unit of this installation.'));
  const sent = await sharePlan(
    {
      planId: input.subjectId,
      fromId: unitId,
      toIds: input.toUnitIds,
      phase: input.phase,
      note: input.note ?? undefined,
    },
    { plans, shares, knowPlan, units, clock },
  );
  if ('refusal' in sent) return refused(sent.refusal);
  const watch = units.watchOf(unitId);
  return {
    shares: [...sent.shares],
    resolvedAlerts: sent.settled.filter((alert) => alert.unitId === watch),
    resolvedAlertCount: sent.settled.length,
    userErrors: [],
  };
}

function refused(refusal: InputRefusal): SendPlanAnswer {
  return { shares: [], resolvedAlerts: [], resolvedAlertCount: 0, userErrors: [refusal] };
}
