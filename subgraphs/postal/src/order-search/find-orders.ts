import type { Clock } from '@rotunda/platform/clock';
import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import { Refusal } from '@rotunda/platform/refusal';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import type { DeliveryProblem } from '../order-changes/order-change.ts';
import type { OrderChannel, OrderStatus, ReliefOrder } from '../orders/order.ts';
import type { OrderSearch, SearchPosition } from './order-search.ts';
import type { OrderSearchStore } from './order-search-store.ts';

type Given<Value> = Value | null | undefined;

interface OrderFilter {
  readonly campaign?: Given<string>;
  readonly status?: Given<readonly OrderStatus[]>;
  readonly channel?: Given<readonly OrderChannel[]>;
  readonly state?: Given<readonly string[]>;
  readonly zip3?: Given<readonly string[]>;
  readonly site?: Given<readonly string[]>;
  readonly placedFrom?: Given<Date>;
  readonly placedTo?: Given<Date>;
  readonly problem?: Given<readonly DeliveryProblem[]>;
}

interface Needs {
  readonly campaigns: CampaignDirectory;
  readonly search: OrderSearchStore;
  readonly clock: Clock;
}

/** A page of orders, and the search that found it. */
export interface FoundOrders extends Page<ReliefOrder> {
  readonly search: OrderSearch;
}

const limits = { maximum: 100, usual: 25 };
/** No campaign is older. */
const epoch = new Date('2020-01-01T00:00:00Z');
const valuesAtMost = 100;

/** A page of the orders that a filter lets through, by time. Refuses a page over 100, a filter of over 100 values or with a null character, and a foreign cursor. */
export async function findOrders(
  filter: Given<OrderFilter>,
  sort: Given<'PLACED_AT_ASC' | 'PLACED_AT_DESC'>,
  page: PageArguments,
  needs: Needs,
): Promise<FoundOrders> {
  const search = await readSearch(
    filter ?? {},
    sort === 'PLACED_AT_ASC' ? 'OLDEST_FIRST' : 'NEWEST_FIRST',
    needs,
  );
  const found = await pageByCursor(
    page,
    limits,
    (after, limit) => needs.search.page(search, after && readPosition(after), limit),
    ({ placedAt, number }) => [placedAt.toISOString(), String(number)],
  );
  return { ...found, search };
}

async function readSearch(
  filter: OrderFilter,
  order: OrderSearch['order'],
  { campaigns, clock }: Needs,
): Promise<OrderSearch> {
  const rounds = filter.campaign ? ((await campaigns.find(filter.campaign))?.rounds ?? []) : undefined;
  const from = filter.placedFrom ?? (await campaigns.firstOpening()) ?? epoch;
  return {
    order,
    roundIds: rounds?.map(({ id }) => id),
    statuses: few(filter.status),
    channels: few(filter.channel),
    states: few(filter.state)?.map((state) => state.toUpperCase()),
    zip3s: few(filter.zip3),
    sites: few(filter.site),
    problems: few(filter.problem),
    // A clock of another process may be a little ahead.
    placed: { from, to: filter.placedTo ?? new Date(clock.now().getTime() + 60_000) },
  };
}

function few<Value>(values: Given<readonly Value[]>): readonly Value[] | undefined {
  if (values && values.length > valuesAtMost)
    throw new Refusal('BAD_INPUT', `Give at most ${valuesAtMost} values in one part of the filter.`);
  if (values?.some((value) => typeof value === 'string' && value.includes('\0')))
    throw new Refusal('BAD_INPUT', 'Leave the null character out of the filter.');
  return values ?? undefined;
}

function readPosition([placedAt = '', number = '', ...more]: readonly string[]): SearchPosition {
  const at = new Date(placedAt);
  if (more.length === 0 && !Number.isNaN(at.getTime()) && /^\d{1,13}$/.test(number))
    return { placedAt: at, number: BigInt(number) };
  throw new Refusal('BAD_INPUT', 'This cursor is not one of ours: pass `endCursor` of the page before.');
}
