import type { Clock } from '@rotunda/platform/clock';
import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import { siteCodeOf } from '../sites/site.ts';
import type { SiteStore } from '../sites/site.ts';
import type { LotChangeStore } from './lot-change-store.ts';
import type { RecallAnswer } from './recall-lot-store.ts';
import type { StockAdjustment } from './stock-adjustment.ts';
import type { StockLevelStore } from './stock-reads.ts';
import type { LotName, StockLot } from './stock-lot.ts';
import { type StockFault, type StockInputFault, inputFault } from './stock-problems.ts';

export interface ChangeStockNeeds {
  readonly clock: Clock;
  readonly sites: Pick<SiteStore, 'find'>;
  readonly levels: Pick<StockLevelStore, 'findLotNamed'>;
  readonly lotChanges: LotChangeStore;
}

interface ChangeInput {
  readonly idempotencyKey: string;
  readonly lot: LotName;
  readonly reason: string;
}

/** What became of a change, with the lot it was about. */
export interface StockChanged<Answer> {
  readonly lot?: StockLot | undefined;
  readonly outcome: AnswerOnce<Answer, StockFault>;
}

/** Takes a lot out of use everywhere at once. */
export async function recallLot(
  input: ChangeInput,
  needs: ChangeStockNeeds,
): Promise<StockChanged<RecallAnswer>> {
  const known = await readChange('recallLot', input, [], needs);
  if ('kind' in known) return refused(known);
  return {
    lot: known.lot,
    outcome: await needs.lotChanges.recall(
      known.request,
      { lot: known.lot, reason: input.reason },
      needs.clock.now(),
    ),
  };
}

/** Moves a lot's last day on. */
export async function extendLot(
  input: ChangeInput & { readonly expiresOn: string },
  needs: ChangeStockNeeds,
): Promise<StockChanged<string>> {
  const known = await readChange('extendLot', input, [input.expiresOn], needs);
  if ('kind' in known) return refused(known);
  const { lot, request } = known;
  const change = { lot, expiresOn: input.expiresOn, reason: input.reason };
  return { lot, outcome: await needs.lotChanges.extend(request, change, needs.clock.now()) };
}

/** Corrects what a site has of a lot. */
export async function adjustStock(
  input: ChangeInput & {
    readonly site: string;
    readonly quantity: number;
    readonly kind: StockAdjustment['kind'];
  },
  needs: ChangeStockNeeds,
): Promise<StockChanged<string>> {
  const { quantity, kind, reason } = input;
  const site = await needs.sites.find(siteCodeOf(input.site));
  if (!site || site.role === 'MANUFACTURER') return refused(inputFault('stock.SITE', ['site']));
  if (!isPossible(kind, quantity)) return refused(inputFault('stock.CHANGE', ['quantity']));
  const known = await readChange('adjustStock', input, [site.code, quantity, kind], needs);
  if ('kind' in known) return refused(known);
  const { lot, request } = known;
  const adjustment = { siteCode: site.code, lot, kits: quantity, kind, reason };
  return { lot, outcome: await needs.lotChanges.adjust(request, adjustment, needs.clock.now()) };
}

const kitsAtMost = 10_000_000;

/** Counting goes both ways, kits only come back and are only cleared, and damage and destruction only take away. */
function isPossible(kind: StockAdjustment['kind'], quantity: number): boolean {
  if (quantity === 0 || Math.abs(quantity) > kitsAtMost) return false;
  return kind === 'COUNTED' || quantity > 0 === (kind === 'RETURNED' || kind === 'CLEARED');
}

async function readChange(
  operation: string,
  { idempotencyKey, lot: name, reason }: ChangeInput,
  sameness: readonly unknown[],
  { levels }: ChangeStockNeeds,
): Promise<{ readonly lot: StockLot; readonly request: RepeatableRequest } | StockInputFault> {
  const key = readIdempotencyKey(idempotencyKey);
  if (!key) return inputFault('input.KEY', ['idempotencyKey']);
  if (reason.trim().length < 3 || reason.length > 200) return inputFault('stock.REASON', ['reason']);
  const lot = await levels.findLotNamed(name);
  if (!lot) return inputFault('stock.LOT', ['lot']);
  return { lot, request: { operation, key, inputHash: hashRequest([lot.id, reason, ...sameness]) } };
}

function refused(problem: StockInputFault): {
  readonly outcome: { readonly kind: 'REFUSED'; readonly problem: StockInputFault };
} {
  return { outcome: { kind: 'REFUSED', problem } };
}
