import { randomUUID } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import type { Alert } from '../alerts/alert.ts';
import { type HeldPlan, holdsPlan, type PlanFinder } from '../flight-plans/held-plan.ts';
import type { KnowPlan } from '../picture/know-plan.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import type { UnitDirectory } from '../units/unit.ts';
import type { NoticePhase, Share } from './share.ts';
import type { ShareStore } from './share-store.ts';

export interface SharePlanNeeds {
  readonly plans: PlanFinder;
  readonly shares: ShareStore;
  readonly units: UnitDirectory;
  readonly knowPlan: KnowPlan;
  readonly clock: Clock;
}

export interface Sending {
  readonly planId: string;
  readonly fromId: string;
  readonly toIds: readonly string[];
  readonly phase: NoticePhase;
  readonly note: string | undefined;
}

export type SendingOutcome =
  | { readonly shares: readonly Share[]; readonly plan: HeldPlan; readonly settled: readonly Alert[] }
  | { readonly refusal: InputRefusal };

const mostRecipients = 50;
const longestNote = 500;

/** Sends a plan that a unit holds to other units: at once in their picture. A plan that the unit does not hold is not found. */
export async function sharePlan(sending: Sending, needs: SharePlanNeeds): Promise<SendingOutcome> {
  const plan = await needs.plans.find(sending.planId);
  if (!plan || !holdsPlan(sending.fromId, plan))
    return refused('NOT_FOUND', 'Your unit holds no flight plan of this id.', 'subjectId');
  const refusal = refuseRecipients(sending, plan, needs.units);
  if (refusal) return { refusal };

  const now = needs.clock.now();
  const shares = await needs.shares.add(
    [...new Set(sending.toIds)].map((toId) => ({
      id: randomUUID(),
      planId: plan.id,
      fromId: sending.fromId,
      toId,
      phase: sending.phase,
      note: sending.note,
      sentAt: now,
      deliveredAt: now,
      acknowledgedAt: undefined,
      acknowledgedBy: undefined,
    })),
  );
  const known: HeldPlan = { ...plan, sharedWith: new Set([...plan.sharedWith, ...sending.toIds]) };
  const { settled } = needs.knowPlan(known, 'PLAN_SHARED');
  return { shares, plan: known, settled };
}

function refuseRecipients(sending: Sending, plan: HeldPlan, units: UnitDirectory): InputRefusal | undefined {
  const { toIds, note, fromId } = sending;
  if (!toIds.length || toIds.length > mostRecipients)
    return refuseInput('INVALID', `Name 1 to ${mostRecipients} recipients.`, ['toUnitIds']);
  if ((note?.length ?? 0) > longestNote)
    return refuseInput('INVALID', `A note has at most ${longestNote} characters.`, ['note']);
  const unknown = toIds.find((id) => !units.find(id) || id === fromId);
  if (unknown !== undefined)
    return refuseInput('INVALID', 'Every recipient must be another unit of this installation.', [
      'toUnitIds',
    ]);
  const { releasableTo } = plan.marking;
  if (releasableTo.length && toIds.some((id) => !releasableTo.includes(id) && id !== plan.originatorId))
    return refuseInput('NOT_PERMITTED', 'The marking of this plan does not name every recipient.', [
      'toUnitIds',
    ]);
  return undefined;
}

function refused(reason: InputRefusal['reason'], message: string, path: string): SendingOutcome {
  return { refusal: refuseInput(reason, message, [path]) };
}
