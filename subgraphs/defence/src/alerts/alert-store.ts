import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { Alert as AlertRow, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { isUuid } from '../is-uuid.ts';
import { readTimeCursor } from '../read-time-cursor.ts';
import type { Alert, AlertCode, AlertExplanation, AlertLevel, AlertState, ResolutionKind } from './alert.ts';

interface AlertQuestion {
  readonly levels: readonly AlertLevel[] | undefined;
  readonly codes: readonly AlertCode[] | undefined;
  readonly states: readonly AlertState[] | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** The alerts of all runs, as they were last written down. */
export interface AlertStore {
  find(id: string, unitId: string): Promise<Alert | undefined>;
  /** Alerts of one watch, newest first. */
  ofUnit(
    unitId: string,
    question: AlertQuestion,
    page: PageArguments,
  ): Promise<Page<Alert> & { readonly totalCount: number }>;
}

/** The alerts over a database. */
export function createAlertStore(database: PrismaClient): AlertStore {
  return {
    async find(id, unitId) {
      if (!isUuid(id)) return undefined;
      const row = await database.alert.findFirst({ where: { id, unitId } });
      return row ? alertOf(row) : undefined;
    },
    async ofUnit(unitId, question, page) {
      const { levels, codes, states, from, to } = question;
      const where: Prisma.AlertWhereInput = {
        unitId,
        ...(levels ? { level: { in: [...levels] } } : {}),
        ...(codes ? { code: { in: [...codes] } } : {}),
        ...(states ? { state: { in: [...states] } } : {}),
        raisedAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) },
      };
      const read = async (after: readonly string[] | undefined, limit: number) => {
        const last = readTimeCursor(after);
        const before: Prisma.AlertWhereInput = last
          ? { OR: [{ raisedAt: { lt: last.at } }, { raisedAt: last.at, id: { lt: last.id } }] }
          : {};
        const orderBy = [{ raisedAt: 'desc' as const }, { id: 'desc' as const }];
        return (await database.alert.findMany({ where: { AND: [where, before] }, orderBy, take: limit })).map(
          alertOf,
        );
      };
      const [found, totalCount] = await Promise.all([
        pageByCursor(page, { maximum: 200, usual: 50 }, read, ({ raisedAtMs, id }) => [
          new Date(raisedAtMs).toISOString(),
          id,
        ]),
        database.alert.count({ where }),
      ]);
      return { ...found, totalCount };
    },
  };
}

/** Only the history writer writes these columns, from an `Alert`. */
function alertOf(row: AlertRow): Alert {
  const ms = (at: Date | null) => at?.getTime();
  return {
    id: row.id,
    unitId: row.unitId,
    code: row.code as AlertCode,
    level: row.level as AlertLevel,
    state: row.state,
    dedupeKey: row.dedupeKey,
    trackId: row.trackId,
    trackLabel: row.trackLabel,
    airspaceId: row.airspaceId ?? undefined,
    longitude: row.longitude ?? undefined,
    latitude: row.latitude ?? undefined,
    raisedAtMs: row.raisedAt.getTime(),
    updatedAtMs: row.updatedAt.getTime(),
    raisedClockMs: row.raisedClockAt.getTime(),
    acknowledgedAtMs: ms(row.acknowledgedAt),
    acknowledgedBy: row.acknowledgedBy ?? undefined,
    resolvedAtMs: ms(row.resolvedAt),
    resolvedClockMs: ms(row.resolvedClockAt),
    resolution: row.resolutionKind
      ? {
          kind: row.resolutionKind as ResolutionKind,
          unitId: row.resolutionUnitId ?? undefined,
          planId: row.resolutionPlanId ?? undefined,
          text: row.resolutionText ?? '',
        }
      : undefined,
    explanation: row.explanation as unknown as AlertExplanation,
    occurrences: row.occurrences,
    dataMode: row.dataMode,
    revision: row.revision,
  };
}
