import type { EarlierAnswer, RepeatableRequest } from '../answered-requests/answered-request.ts';
import { actOnce, findEarlierAnswer } from '../answered-requests/answered-request-store.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { PlannedOrder, RowAnswer } from './bulk-list.ts';
import type { UsedClaim } from './plan-orders-rules.ts';

/** An order that stands under a number. */
interface TakenNumber {
  readonly number: number;
  readonly idempotencyKey: string;
}

/** Orders to be placed together, with the answer that their list gets. */
export interface PlannedList {
  readonly orders: readonly PlannedOrder[];
  readonly answers: readonly RowAnswer[];
  /** Subject of the access token. */
  readonly agent: string;
  readonly namedAgent: string;
  readonly at: Date;
}

export interface BulkOrderStore {
  findEarlier(request: RepeatableRequest): Promise<EarlierAnswer>;
  /** Claims that households have used in rounds. */
  findUsedClaims(
    householdKeys: readonly string[],
    roundIds: readonly number[],
  ): Promise<readonly UsedClaim[]>;
  findTakenNumbers(numbers: readonly number[]): Promise<readonly TakenNumber[]>;
  /** Places all orders with their key and overrides in one transaction, or none where one of their claims or numbers was taken meanwhile. */
  place(request: RepeatableRequest, list: PlannedList): Promise<boolean>;
}

/** Places lists of orders over the wing's database client. */
export function createBulkOrderStore(prisma: PrismaClient): BulkOrderStore {
  return {
    findEarlier: (request) => findEarlierAnswer(prisma, request),
    async findUsedClaims(householdKeys, roundIds) {
      const rows = await prisma.$queryRaw<UsedClaim[]>`
        SELECT household_key::text AS "householdKey", round_id AS "roundId", ordinal FROM relief_order
        WHERE household_key = ANY(${[...householdKeys]}::uuid[]) AND round_id = ANY(${[...roundIds]}::integer[]) AND ordinal > 0`;
      return rows.map((row) => ({ ...row, householdKey: row.householdKey.replaceAll('-', '') }));
    },
    async findTakenNumbers(numbers) {
      const rows = await prisma.reliefOrder.findMany({
        select: { number: true, idempotencyKey: true },
        where: { number: { in: numbers.map(BigInt) } },
      });
      return rows.map((row) => ({ ...row, number: Number(row.number) }));
    },
    place: (request, { orders, answers, agent, namedAgent, at }) =>
      actOnce(prisma, request, at, async (transaction) => {
        const data = [...orders].sort(byHousehold).map((order) => rowOf(order, at));
        await transaction.reliefOrder.createMany({ data });
        await transaction.orderOverride.createMany({
          data: orders.flatMap(({ number, override }) =>
            override
              ? [{ number, at, agent, namedAgent, reason: override.reason, passed: [...override.passed] }]
              : [],
          ),
        });
        return storable(answers);
      }),
  };
}

function rowOf({ draft, number, roundId, ordinal }: PlannedOrder, placedAt: Date) {
  const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const { householdKey, inputHash, ...rest } = draft;
  return {
    ...rest,
    number,
    roundId,
    ordinal,
    placedAt,
    householdKey: uuid(householdKey),
    inputHash: uuid(inputHash),
  };
}

/** As intake does: statements that name the same households wait for each other in turn, never in a circle. */
function byHousehold(one: PlannedOrder, other: PlannedOrder): number {
  return one.draft.householdKey < other.draft.householdKey ? -1 : 1;
}

/** Checks of addresses are left out: they are long, name places, and can be made again. */
function storable(answers: readonly RowAnswer[]): object[] {
  return JSON.parse(JSON.stringify(answers, (name, value) => (name === 'check' ? undefined : value)));
}
