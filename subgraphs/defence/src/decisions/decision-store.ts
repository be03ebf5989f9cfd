import { batchByKey, batchListsByKey } from '@rotunda/platform/batch-by-key';
import type { Fact } from '../alerts/alert.ts';
import type { Decision as DecisionRow, PrismaClient } from '../generated/prisma/client.ts';
import { isUuid } from '../is-uuid.ts';
import type { Decision, DecisionKind } from './decision.ts';

interface DecisionQuestion {
  readonly alertId: string | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** The log of decisions as one request reads and writes it; look-ups by key are batched. */
export interface DecisionStore {
  find(id: string): Promise<Decision | undefined>;
  /** Decisions on an alert, oldest first. */
  onAlert(alertId: string): Promise<readonly Decision[]>;
  /** A unit's decisions, newest first, at most 200. */
  ofUnit(unitId: string, question: DecisionQuestion): Promise<readonly Decision[]>;
  /** Appends to the unit's chain: `chain` gets the entry before, and no other entry comes between. A repeated key gives the first entry. */
  append(
    unitId: string,
    idempotencyKey: string,
    chain: (previous: Decision | undefined) => Decision,
  ): Promise<Decision>;
}

/** The log over a database. */
export function createDecisionStore(database: PrismaClient): DecisionStore {
  return {
    find: batchByKey(
      async (ids: readonly string[]) =>
        (await database.decision.findMany({ where: { id: { in: ids.filter(isUuid) } } })).map(decisionOf),
      ({ id }) => id,
    ),
    onAlert: batchListsByKey(
      async (alertIds: readonly string[]) => {
        const where = { alertId: { in: [...alertIds] } };
        return (await database.decision.findMany({ where, orderBy: { entry: 'asc' } })).map(decisionOf);
      },
      ({ alertId }) => alertId ?? '',
    ),
    async ofUnit(unitId, { alertId, from, to }) {
      const at = { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) };
      if (alertId !== undefined && !isUuid(alertId)) return [];
      const where = { unitId, at, ...(alertId ? { alertId } : {}) };
      return (await database.decision.findMany({ where, orderBy: { entry: 'desc' }, take: 200 })).map(
        decisionOf,
      );
    },
    append: (unitId, idempotencyKey, chain) =>
      database.$transaction(async (transaction) => {
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`decision/${unitId}`}, 0))`;
        const key = { unitId_idempotencyKey: { unitId, idempotencyKey } };
        const repeated = await transaction.decision.findUnique({ where: key });
        if (repeated) return decisionOf(repeated);
        const last = await transaction.decision.findFirst({ where: { unitId }, orderBy: { entry: 'desc' } });
        const { alertId, cautions, ...decision } = chain(last ? decisionOf(last) : undefined);
        const data = {
          ...decision,
          idempotencyKey,
          alertId: alertId ?? null,
          cautions: cautions.map((caution) => ({ ...caution })),
        };
        return decisionOf(await transaction.decision.create({ data }));
      }),
  };
}

/** Only this store writes these columns, from a `Decision`. */
function decisionOf({ idempotencyKey: _key, ...row }: DecisionRow): Decision {
  return {
    ...row,
    kind: row.kind as DecisionKind,
    alertId: row.alertId ?? undefined,
    cautions: row.cautions as unknown as readonly Fact[],
  };
}
