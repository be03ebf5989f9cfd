import type { ProductStore } from '../stock/kit-product.ts';
import { type StockInputFault, inputFault } from '../stock/stock-problems.ts';
import type { DistributionSite } from '../sites/site.ts';
import type { SiteStore } from '../sites/site.ts';
import { siteCodeOf } from '../sites/site.ts';
import type { AnnouncedLine, AnnouncedUnit, Announcement } from './announcement.ts';
import { leavesOf } from './receipt-rules.ts';

type Given<Value> = Value | null | undefined;

interface LineInput {
  readonly gtin: string;
  readonly lot: string;
  readonly expiresOn: string;
  readonly quantity: number;
}

interface UnitInput {
  readonly sscc: string;
  readonly kind: 'PALLET' | 'CASE';
  readonly parent?: Given<string>;
  readonly gtin?: Given<string>;
  readonly lot: string;
  readonly quantity: number;
}

/** A consignment as the caller announces it: the input of `announceConsignment`. */
export interface AnnouncementInput {
  readonly idempotencyKey: string;
  readonly from: string;
  readonly to: string;
  readonly expectedAt: Date;
  readonly lines: readonly LineInput[];
  readonly handlingUnits?: Given<readonly UnitInput[]>;
}

const linesAtMost = 100;
const unitsAtMost = 5_000;
const kitsAtMost = 10_000_000;

/** Reads an announcement: known sites and products, possible quantities, units that add up to their lines. Tells the first fault. */
export async function readAnnouncement(
  input: AnnouncementInput,
  needs: { readonly sites: Pick<SiteStore, 'find'>; readonly products: Pick<ProductStore, 'findByGtin'> },
): Promise<Announcement | StockInputFault> {
  const [from, to] = await Promise.all([input.from, input.to].map((id) => needs.sites.find(siteCodeOf(id))));
  if (!from) return inputFault('stock.SITE', ['from']);
  if (!to || !mayReceive(to) || to.code === from.code) return inputFault('stock.SITE', ['to']);
  const lines = await readLines(input.lines, needs.products);
  if ('kind' in lines) return lines;
  const units = readUnits(input.handlingUnits ?? [], input.lines);
  if ('kind' in units) return units;
  const isFromOutside = from.role === 'MANUFACTURER';
  return { fromCode: from.code, toCode: to.code, isFromOutside, expectedAt: input.expectedAt, lines, units };
}

function mayReceive({ role, status }: DistributionSite): boolean {
  return (role === 'LOGISTICS_CENTER' || role === 'FULFILLMENT_CENTER') && status !== 'CLOSED';
}

async function readLines(
  lines: readonly LineInput[],
  products: Pick<ProductStore, 'findByGtin'>,
): Promise<readonly AnnouncedLine[] | StockInputFault> {
  if (lines.length < 1 || lines.length > linesAtMost) return inputFault('consignment.LINES', ['lines']);
  const found = await Promise.all(lines.map(({ gtin }) => products.findByGtin(gtin)));
  const read: AnnouncedLine[] = [];
  for (const [index, { gtin, lot, expiresOn, quantity }] of lines.entries()) {
    const path = (field: string) => ['lines', String(index), field];
    const product = found[index];
    if (!product) return inputFault('stock.PRODUCT', path('gtin'));
    if (!/^[!-~]{1,20}$/.test(lot)) return inputFault('stock.LOT_NUMBER', path('lot'));
    if (quantity < 1 || quantity > kitsAtMost) return inputFault('stock.QUANTITY', path('quantity'));
    if (lines.findIndex((other) => other.gtin === gtin && other.lot === lot) !== index)
      return inputFault('consignment.LOT_TWICE', path('lot'));
    read.push({ productId: product.id, lot, expiresOn, quantity });
  }
  return read;
}

function readUnits(
  units: readonly UnitInput[],
  lines: readonly LineInput[],
): readonly AnnouncedUnit[] | StockInputFault {
  if (units.length > unitsAtMost) return inputFault('consignment.UNITS', ['handlingUnits']);
  const kindBySscc = new Map(units.map(({ sscc, kind }) => [sscc, kind]));
  if (kindBySscc.size < units.length) return inputFault('consignment.SSCC_TWICE', ['handlingUnits']);
  const read: AnnouncedUnit[] = [];
  for (const [index, { sscc, kind, parent = null, gtin, lot, quantity }] of units.entries()) {
    const path = (field: string) => ['handlingUnits', String(index), field];
    const line = lines.findIndex((each) => each.lot === lot && (gtin == null || each.gtin === gtin));
    if (line < 0) return inputFault('consignment.UNIT_LOT', path('lot'));
    if (quantity < 1 || quantity > kitsAtMost) return inputFault('stock.QUANTITY', path('quantity'));
    if (parent !== null && (kind === 'PALLET' || kindBySscc.get(parent) !== 'PALLET'))
      return inputFault('consignment.UNIT_PARENT', path('parent'));
    read.push({ sscc, kind, parent, line, quantity });
  }
  const leaves = leavesOf(read);
  const isOff = (line: LineInput, index: number) =>
    leaves.reduce((sum, unit) => sum + (unit.line === index ? unit.quantity : 0), 0) !== line.quantity;
  const off = read.length ? lines.findIndex(isOff) : -1;
  return off < 0 ? read : inputFault('consignment.UNIT_SUM', ['lines', String(off), 'quantity']);
}
