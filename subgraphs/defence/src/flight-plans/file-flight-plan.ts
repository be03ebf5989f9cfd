import { randomUUID } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import type { KnowPlan } from '../picture/know-plan.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import type { Marking } from '../releasability/marking.ts';
import { type AtsFault, isAtsFault } from './decode-ats-fields.ts';
import { type AtsMessage, concernsPlan, decodeAtsMessage, updatePlan } from './decode-ats-message.ts';
import type { AtsUpdate } from './decode-ats-update.ts';
import { decodeFixmPlan } from './decode-fixm-plan.ts';
import type { FlightPlanStore } from './flight-plan-store.ts';
import type { FlightPlanState, HeldPlan } from './held-plan.ts';

export interface FileFlightPlanNeeds {
  readonly plans: FlightPlanStore;
  readonly knowPlan: KnowPlan;
  readonly clock: Clock;
}

export interface PlanFiling {
  readonly unitId: string;
  readonly format: 'ICAO_ATS' | 'FIXM';
  readonly message: string;
  readonly marking: Marking;
  readonly idempotencyKey: string;
}

export type FilingOutcome = { readonly plan: HeldPlan } | { readonly refusal: InputRefusal };

const longestMessage = { ICAO_ATS: 4_000, FIXM: 100_000 } as const;

/** Files a new plan for a unit, or changes one that it filed. The same key gives the plan of the first filing as it now stands. */
export async function fileFlightPlan(filing: PlanFiling, needs: FileFlightPlanNeeds): Promise<FilingOutcome> {
  const { plans, knowPlan, clock } = needs;
  const repeated = await plans.filedWithKey(filing.unitId, filing.idempotencyKey);
  if (repeated) return { plan: repeated };
  const longest = longestMessage[filing.format];
  if (filing.message.length > longest)
    return refused('INVALID', `A message has at most ${longest} characters.`);

  const filedAt = clock.now();
  const message = decodeMessage(filing, filedAt.getTime());
  if (isAtsFault(message)) return refused('INVALID', sentenceOf(message));
  const decided =
    message.type === 'FPL' ? newPlan(filing, message) : await changedPlan(filing, message, filedAt, plans);
  if ('refusal' in decided) return decided;

  const { unitId: filedBy, idempotencyKey } = filing;
  const written = await plans.write({
    plan: decided.plan,
    filedBy,
    filedAt,
    message: filing.message,
    idempotencyKey,
  });
  if (!written) return afterConflict(filing, plans);
  knowPlan(decided.plan, 'PLAN_FILED');
  return decided;
}

function decodeMessage({ format, message }: PlanFiling, receivedAtMs: number): AtsMessage | AtsFault {
  if (format === 'ICAO_ATS') return decodeAtsMessage(message, receivedAtMs);
  const plan = decodeFixmPlan(message);
  return isAtsFault(plan) ? plan : { type: 'FPL', plan };
}

function newPlan(filing: PlanFiling, { plan }: Extract<AtsMessage, { type: 'FPL' }>): FilingOutcome {
  return {
    plan: {
      id: randomUUID(),
      content: plan,
      originatorId: filing.unitId,
      state: 'FILED',
      revision: 1,
      marking: filing.marking,
      sharedWith: new Set(),
    },
  };
}

async function changedPlan(
  filing: PlanFiling,
  update: AtsUpdate,
  filedAt: Date,
  plans: FlightPlanStore,
): Promise<FilingOutcome> {
  const candidates = await plans.findToUpdate(filing.unitId, update.flight.callsign);
  const plan = candidates.find(({ content }) => concernsPlan(update, content));
  if (!plan)
    return refused('NOT_FOUND', 'Your unit filed no live plan of this callsign, departure and destination.');
  const content = updatePlan(plan.content, update, filedAt.getTime());
  if (isAtsFault(content)) return refused('INVALID', sentenceOf(content));
  return { plan: { ...plan, content, state: stateAfter(update, plan.state), revision: plan.revision + 1 } };
}

function stateAfter({ type }: AtsUpdate, before: FlightPlanState): FlightPlanState {
  if (type === 'CNL') return 'CANCELLED';
  return type === 'DEP' ? 'AIRBORNE' : before;
}

/** Another filing was faster: of the same key, of the same flight, or a change of the same plan. */
async function afterConflict(filing: PlanFiling, plans: FlightPlanStore): Promise<FilingOutcome> {
  const repeated = await plans.filedWithKey(filing.unitId, filing.idempotencyKey);
  if (repeated) return { plan: repeated };
  return refused(
    'ALREADY_DONE',
    'This flight is filed already, or its plan changed meanwhile: read it, and file a change.',
  );
}

function sentenceOf({ field, detail }: AtsFault): string {
  return field === undefined ? detail : `Field ${field}: ${detail}`;
}

function refused(reason: InputRefusal['reason'], message: string): FilingOutcome {
  return { refusal: refuseInput(reason, message, ['message']) };
}
