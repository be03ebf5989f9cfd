import type { Airspace } from '../airspace/airspace.ts';
import type { Share } from '../sharing/share.ts';

/** A unit that stands to need a plan and has not acknowledged having had it. */
export interface NoticeGap {
  readonly unitId: string;
  readonly phase: 'ADVANCE' | 'REAL_TIME';
  readonly because: readonly Airspace[];
  readonly dueAtMs: number;
  readonly overdue: boolean;
  readonly lastShare: Share | undefined;
  readonly explanation: string;
}

export interface NoticeQuestion {
  readonly callsign: string;
  readonly originatorId: string;
  readonly offBlockAtMs: number;
  readonly airborne: boolean;
  /** Volumes that the plan crosses and whose stakeholders must know. */
  readonly crosses: readonly Airspace[];
  readonly shares: readonly Share[];
  readonly nowMs: number;
}

const advanceMs = 2 * 3_600_000;

/** Who has not been told of a flight: every stakeholder of a volume it crosses wants an advance notice, and one when it begins. */
export function findNoticeGaps(question: NoticeQuestion): readonly NoticeGap[] {
  const { crosses, originatorId, airborne, nowMs, offBlockAtMs } = question;
  const unitIds = [...new Set(crosses.flatMap(({ stakeholders }) => stakeholders))].filter(
    (id) => id !== originatorId,
  );
  const begun = airborne || nowMs >= offBlockAtMs;
  const phases = begun ? (['ADVANCE', 'REAL_TIME'] as const) : (['ADVANCE'] as const);
  return unitIds
    .toSorted()
    .flatMap((unitId) => phases.flatMap((phase) => gapOf(question, unitId, phase) ?? []));
}

function gapOf(question: NoticeQuestion, unitId: string, phase: NoticeGap['phase']): NoticeGap | undefined {
  const lastShare = question.shares.find((share) => share.toId === unitId && share.phase === phase);
  if (lastShare?.acknowledgedAt) return undefined;
  const because = question.crosses.filter(({ stakeholders }) => stakeholders.includes(unitId));
  const dueAtMs = question.offBlockAtMs - (phase === 'ADVANCE' ? advanceMs : 0);
  const where = because.map(({ designator }) => designator).join(', ');
  return {
    unitId,
    phase,
    because,
    dueAtMs,
    overdue: question.nowMs >= dueAtMs,
    lastShare,
    explanation: lastShare
      ? `${unitId} was sent ${question.callsign} and has not acknowledged it: call its watch.`
      : `${question.callsign} crosses ${where}, and ${unitId} has not been told: share the plan with it.`,
  };
}
