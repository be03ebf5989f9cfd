import { randomUUID } from 'node:crypto';
import type { Alert, Fact } from '../alerts/alert.ts';
import { measureDecision } from '../alerts/measure-decision-rules.ts';
import type { RecordDecisionInput } from '../generated/resolvers-types.ts';
import { sequenceOf } from '../history/change-log.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import { firstPreviousHash, hashDecision } from './chain-decision-rules.ts';
import type { Decision } from './decision.ts';
import type { DecisionStore } from './decision-store.ts';

export interface RecordDecisionAnswer {
  readonly decision: Decision | null;
  readonly metrics: ReturnType<typeof measureDecision> | null;
  readonly cautions: Fact[];
  readonly userErrors: InputRefusal[];
}

const longestOperator = 100;
const longestRationale = 2_000;

/** Decisions that act on a threat: what speaks against a threat is a caution. */
const drastic: ReadonlySet<string> = new Set(['SHELTER', 'EVACUATE', 'ESCALATE']);

/** Writes a decision into the log of the caller's unit, chained to the entry before, with the facts against it at this moment. */
export async function recordDecision(
  input: RecordDecisionInput,
  { picture, decisions }: { readonly picture: UnitPicture; readonly decisions: DecisionStore },
): Promise<RecordDecisionAnswer> {
  const refusal = refuse(input, picture);
  if (refusal) return { decision: null, metrics: null, cautions: [], userErrors: [refusal] };

  const alert = input.alertId ? picture.live.alerts.find(input.alertId) : undefined;
  const cautions = cautionsAgainst(input, alert);
  const decision = await decisions.append(input.unitId, input.idempotencyKey, (previous) => {
    const entry: Omit<Decision, 'hash'> = {
      id: randomUUID(),
      unitId: input.unitId,
      entry: (previous?.entry ?? 0) + 1,
      kind: input.kind,
      at: new Date(picture.nowMs),
      operator: input.operator.trim(),
      alertId: alert?.id,
      rationale: input.rationale.trim(),
      pictureCursor: input.pictureCursor,
      previousHash: previous?.hash ?? firstPreviousHash,
      cautions,
    };
    return { ...entry, hash: hashDecision(entry) };
  });
  const metrics = alert ? measureDecision({ ...alert, decidedAtMs: decision.at.getTime() }) : null;
  return { decision, metrics, cautions: [...decision.cautions], userErrors: [] };
}

function refuse(input: RecordDecisionInput, { unitId, live }: UnitPicture): InputRefusal | undefined {
  if (!unitId || input.unitId !== unitId)
    return refuseInput('NOT_PERMITTED', 'A decision is recorded by your own unit.', ['unitId']);
  if (!input.operator.trim() || input.operator.length > longestOperator)
    return refuseInput('INVALID', `Say who, in at most ${longestOperator} characters.`, ['operator']);
  if (!input.rationale.trim() || input.rationale.length > longestRationale)
    return refuseInput('INVALID', `Say why, in at most ${longestRationale} characters.`, ['rationale']);
  const sequence = sequenceOf(input.pictureCursor);
  if (sequence === undefined || sequence > live.changes.sequence)
    return refuseInput('INVALID', 'Give the `cursor` of the picture it was taken on.', ['pictureCursor']);
  if (input.alertId && live.alerts.find(input.alertId)?.unitId !== unitId)
    return refuseInput('NOT_FOUND', 'Your watch has no such alert in this run.', ['alertId']);
  return undefined;
}

function cautionsAgainst({ kind }: RecordDecisionInput, alert: Alert | undefined): readonly Fact[] {
  return alert && drastic.has(kind) ? alert.explanation.counterEvidence : [];
}
