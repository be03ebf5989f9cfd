import { createHash } from 'node:crypto';
import type { AddressChecker, CheckedAddress } from '../addresses/address-check.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { type AddressRuling, ruleOnAddress } from '../eligibility/address-rules.ts';
import { asDeliverable, draftOrder } from '../orders/draft-order.ts';
import type { OrderProblem, OrderProblems } from '../orders/order-problems.ts';
import type { InputFault, OrderInput, OrderWish } from '../orders/order-wish.ts';
import type { OrderStatus } from '../orders/order.ts';
import { readOrderInput } from '../orders/read-order-input.ts';
import type { BulkList, BulkOrderRow, DraftedRow, Override } from './bulk-list.ts';
import { passedBy } from './override-rules.ts';

interface Terms {
  readonly campaign: Campaign;
  /** What an order begins with that needs no review. */
  readonly status: OrderStatus;
  readonly problems: OrderProblems;
  readonly addresses: AddressChecker;
}

/** A row as an order that may be placed, or what keeps it from being one. */
export async function draftBulkRow(
  row: BulkOrderRow,
  list: BulkList,
  terms: Terms,
): Promise<DraftedRow | { readonly refused: readonly OrderProblem[] }> {
  const { campaign, problems, addresses } = terms;
  const read = readRow(row, list);
  if ('faults' in read) return { refused: read.faults.map(problems.inputInvalid) };

  const check = await addresses.check(row.address);
  const ruling = ruleOnAddress(check, campaign.policy, row.unitStatement ?? undefined);
  const override = overrideOf(row, ruling);
  if (override === 'NO_REASON')
    return { refused: [problems.inputInvalid({ text: 'input.OVERRIDE', path: ['overrideReason'] })] };
  const address = asDeliverable(check);
  const householdKey = householdOf(check, ruling);
  if (ruling.kind === 'REFUSED' && !override) return { refused: [problems.notEligible(ruling.reasons)] };
  if ((ruling.kind === 'NEEDS_FIX' && !override) || !address || !householdKey)
    return { refused: [problems.addressProblem(check)] };

  const isHeld = ruling.kind === 'FITS' && ruling.review && !override;
  const status = isHeld ? 'HELD_FOR_REVIEW' : terms.status;
  const draft = draftOrder(read.wish, campaign, address, { householdKey, status });
  return {
    draft: { ...draft, channel: list.channel },
    override,
    problems: read.leftOut.map(problems.inputInvalid),
  };
}

/** The row as a wish of its own. A fault of the contact costs the row that part alone where the list says so. */
function readRow(
  row: BulkOrderRow,
  { idempotencyKey, campaign, errorPolicy }: BulkList,
): { wish: OrderWish; leftOut: readonly InputFault[] } | { faults: readonly InputFault[] } {
  const { address, recipientName, contact, locale, unitStatement } = row;
  const key = keyOfRow(idempotencyKey, row.externalReference);
  const input: OrderInput = {
    idempotencyKey: key,
    campaign,
    address,
    recipientName,
    contact,
    locale,
    unitStatement,
  };
  const read = readOrderInput(input);
  if (!('faults' in read)) return { ...read, leftOut: [] };
  const leftOut = read.faults.filter(({ path }) => path[0] === 'contact');
  if (errorPolicy !== 'IGNORE_FAILED' || leftOut.length < read.faults.length) return read;
  const without = Object.fromEntries(leftOut.map(({ path }) => [path[1] ?? '', null]));
  const again = readOrderInput({ ...input, contact: { ...contact, ...without } });
  return 'faults' in again ? again : { ...again, leftOut };
}

/** The same list and reference always make the same key, so a row is placed once whatever becomes of the list's own key. */
function keyOfRow(listKey: string, externalReference: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([listKey, externalReference]))
    .digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function overrideOf(
  { overrideReason }: BulkOrderRow,
  ruling: AddressRuling,
): Override | 'NO_REASON' | undefined {
  if (overrideReason == null) return undefined;
  const reason = overrideReason.trim();
  if (reason.length < 10 || reason.length > 500) return 'NO_REASON';
  if (ruling.kind === 'FITS') return ruling.review ? { reason, passed: ['REVIEW'] } : undefined;
  const passed = passedBy(ruling);
  return passed.length ? { reason, passed } : undefined;
}

function householdOf(check: CheckedAddress, ruling: AddressRuling): string | undefined {
  return ruling.kind === 'FITS' && ruling.claim === 'BUILDING' ? check.buildingKey : check.householdKey;
}
