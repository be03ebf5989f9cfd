import type { Campaign } from '../campaigns/campaign.ts';
import { type ClaimSlot, nextOpening } from '../campaigns/round-state.ts';
import { deriveOrderNumber } from '../orders/order-number.ts';
import type { OrderProblem, OrderProblems } from '../orders/order-problems.ts';
import type { BulkList, DraftedRow, PlannedOrder, RowAnswer } from './bulk-list.ts';
import type { BulkOrderStore } from './bulk-order-store.ts';
import { planClaims } from './plan-orders-rules.ts';

type Row = DraftedRow | { readonly refused: readonly OrderProblem[] };

interface Terms {
  readonly list: BulkList;
  readonly campaign: Campaign;
  readonly slots: readonly ClaimSlot[];
  readonly at: Date;
  readonly problems: OrderProblems;
  readonly store: BulkOrderStore;
}

/** A number is shared by chance once in ten thousand orders at a hundred million. */
const numbersToTry = 8;

/** What each row gets as things stand, and the orders to be placed for that: none where the list wants all or nothing and a row fails. */
export async function answerRows(
  rows: readonly Row[],
  terms: Terms,
): Promise<{ readonly answers: readonly RowAnswer[]; readonly orders: readonly PlannedOrder[] }> {
  const { list, campaign, slots, at, problems, store } = terms;
  const drafted = rows.flatMap((row) => ('refused' in row ? [] : [row]));
  const numbers = await findNumbers(drafted, campaign, store);
  const fresh = drafted.filter((row) => numbers.get(row)?.isFree);
  const used = await store.findUsedClaims(
    fresh.map(({ draft }) => draft.householdKey),
    slots.map(({ roundId }) => roundId),
  );
  const plan = planClaims(
    fresh.map(({ draft }) => draft),
    slots,
    used,
  );
  const slotOf = new Map(fresh.map((row, index) => [row, plan[index]]));
  const limit = problems.householdLimitReached(slots.length, nextOpening(campaign, at));

  const answers = rows.map((row): RowAnswer => {
    if ('refused' in row) return { number: undefined, problems: row.refused };
    const number = numbers.get(row);
    if (!number || (number.isFree && !slotOf.get(row))) return { number: undefined, problems: [limit] };
    return { number: number.number, problems: row.problems };
  });
  const orders = fresh.flatMap((row): PlannedOrder[] => {
    const [number, slot] = [numbers.get(row), slotOf.get(row)];
    return number && slot
      ? [{ draft: row.draft, override: row.override, number: number.number, ...slot }]
      : [];
  });
  const isWhole = answers.every(({ number }) => number !== undefined);
  if (list.errorPolicy !== 'REJECT_EVERYTHING' || isWhole) return { answers: answers.map(withPath), orders };
  const other = problems.inputInvalid({ text: 'input.LIST', path: [] });
  const none = answers.map((answer) => ({
    number: undefined,
    problems: answer.number === undefined ? answer.problems : [other],
  }));
  return { answers: none.map(withPath), orders: [] };
}

/** The number that each row's key gives it; not free where the row was placed long ago under the same key. */
async function findNumbers(rows: readonly DraftedRow[], { numberKey }: Campaign, store: BulkOrderStore) {
  const found = new Map<DraftedRow, { readonly number: number; readonly isFree: boolean }>();
  for (let attempt = 0; attempt < numbersToTry && found.size < rows.length; attempt += 1) {
    const wanted = rows
      .filter((row) => !found.has(row))
      .map((row) => ({ row, number: deriveOrderNumber(numberKey, row.draft.idempotencyKey, attempt) }));
    const taken = await store.findTakenNumbers(wanted.map(({ number }) => number));
    const keyUnder = new Map(taken.map(({ number, idempotencyKey }) => [number, idempotencyKey]));
    for (const { row, number } of wanted) {
      const key = keyUnder.get(number);
      if (key === undefined) found.set(row, { number, isFree: true });
      else if (key === row.draft.idempotencyKey) found.set(row, { number, isFree: false });
    }
  }
  if (found.size < rows.length) throw new Error(`An order found no free number in ${numbersToTry} tries.`);
  return found;
}

/** Paths of rows begin at the list. */
function withPath({ number, problems }: RowAnswer, index: number): RowAnswer {
  const inList = (path: string[] | undefined) => path && ['rows', String(index), ...path];
  return { number, problems: problems.map((problem) => ({ ...problem, path: inList(problem.path) })) };
}
