import type { Clock } from '@rotunda/platform/clock';
import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import type { RepeatableRequest } from '../answered-requests/answered-request.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import type { ProductStore } from '../stock/kit-product.ts';
import { type StockFault, type StockInputFault, inputFault } from '../stock/stock-problems.ts';
import type { SiteStore } from '../sites/site.ts';
import type { ConsignmentChangeStore } from './consignment-change-store.ts';
import { parseConsignmentId } from './consignment.ts';
import type { ConsignmentStep } from './consignment-step-rules.ts';
import { type AnnouncementInput, readAnnouncement } from './read-announcement.ts';
import type { ReportedScan } from './receipt-rules.ts';

export interface ChangeConsignmentNeeds {
  readonly clock: Clock;
  readonly sites: Pick<SiteStore, 'find'>;
  readonly products: Pick<ProductStore, 'findByGtin'>;
  readonly consignmentChanges: ConsignmentChangeStore;
}

type Outcome = Promise<AnswerOnce<string, StockFault>>;
type Given<Value> = Value | null | undefined;

interface ScanInput {
  readonly sscc: string;
  readonly quantity?: Given<number>;
  readonly damaged?: Given<number>;
  readonly at: Date;
}

const scansAtMost = 5_000;

/** Announces kits that are to be sent from one site to another. */
export async function announceConsignment(input: AnnouncementInput, needs: ChangeConsignmentNeeds): Outcome {
  const request = requestOf('announceConsignment', input.idempotencyKey, input);
  if (!request) return badKey;
  const announcement = await readAnnouncement(input, needs);
  if ('kind' in announcement) return refused(announcement);
  return needs.consignmentChanges.announce(request, announcement, needs.clock.now());
}

/** Records that a consignment left, came, or is not sent. */
export async function recordConsignmentStep(
  input: {
    readonly idempotencyKey: string;
    readonly consignment: string;
    readonly step: ConsignmentStep;
    readonly at?: Given<Date>;
  },
  needs: ChangeConsignmentNeeds,
): Outcome {
  const { idempotencyKey, step, at, consignment } = input;
  const request = requestOf('recordConsignmentStep', idempotencyKey, [consignment, step]);
  if (!request) return badKey;
  const id = parseConsignmentId(consignment);
  if (id === undefined) return refused(inputFault('consignment.UNKNOWN', ['consignment']));
  const now = needs.clock.now();
  return needs.consignmentChanges.recordStep(request, { id, step, at: at ?? now }, now);
}

/** Books what came in, and closes the consignment where nothing more is to come. */
export async function receiveConsignment(
  input: {
    readonly idempotencyKey: string;
    readonly consignment: string;
    readonly scans: readonly ScanInput[];
    readonly final?: boolean | undefined;
  },
  needs: ChangeConsignmentNeeds,
): Outcome {
  const { idempotencyKey, consignment, scans, final = false } = input;
  const request = requestOf('receiveConsignment', idempotencyKey, [consignment, scans, final]);
  if (!request) return badKey;
  const id = parseConsignmentId(consignment);
  if (id === undefined) return refused(inputFault('consignment.UNKNOWN', ['consignment']));
  if (scans.length > scansAtMost) return refused(inputFault('consignment.SCANS', ['scans']));
  const impossible = scans.findIndex(({ quantity, damaged }) => (quantity ?? 0) < 0 || (damaged ?? 0) < 0);
  if (impossible >= 0) return refused(inputFault('consignment.SCAN_QUANTITY', ['scans', String(impossible)]));
  const receipt = { id, scans: scans.map(reportedScan), final };
  return needs.consignmentChanges.receive(request, receipt, needs.clock.now());
}

const badKey = refused(inputFault('input.KEY', ['idempotencyKey']));

function refused(problem: StockInputFault): { readonly kind: 'REFUSED'; readonly problem: StockFault } {
  return { kind: 'REFUSED', problem };
}

function requestOf(operation: string, idempotencyKey: string, input: unknown): RepeatableRequest | undefined {
  const key = readIdempotencyKey(idempotencyKey);
  return key === undefined ? undefined : { operation, key, inputHash: hashRequest([input]) };
}

function reportedScan({ sscc, quantity, damaged, at }: ScanInput): ReportedScan {
  return { sscc, quantity: quantity ?? undefined, damaged: damaged ?? 0, at };
}
