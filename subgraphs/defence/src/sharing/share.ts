export type NoticePhase = 'ADVANCE' | 'REAL_TIME';

/** One copy of a plan sent to one unit, with its receipt. */
export interface Share {
  readonly id: string;
  readonly planId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly phase: NoticePhase;
  readonly note: string | undefined;
  readonly sentAt: Date;
  readonly deliveredAt: Date;
  readonly acknowledgedAt: Date | undefined;
  readonly acknowledgedBy: string | undefined;
}

/** Whether a unit may know of a copy of a plan: it sent it, it got it, or the plan is its own. */
export function mayKnowOfShare(
  unitId: string | undefined,
  { fromId, toId }: Pick<Share, 'fromId' | 'toId'>,
  originatorId: string,
): boolean {
  return unitId !== undefined && [fromId, toId, originatorId].includes(unitId);
}
