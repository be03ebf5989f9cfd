import type { Clock } from '@rotunda/platform/clock';
import { type StockInputFault, inputFault } from '../stock/stock-problems.ts';
import { instantAtFacility } from './facility-time.ts';
import type { Ingested, ReportedEvent, TrackingStore } from './tracking-event.ts';

type Given<Value> = Value | null | undefined;

export interface TrackingEventInput {
  readonly eventId: string;
  readonly trackingNumber: string;
  readonly code: string;
  readonly at?: Given<Date>;
  readonly localTime?: Given<string>;
  readonly zip?: Given<string>;
}

export interface IngestNeeds {
  readonly clock: Clock;
  readonly tracking: TrackingStore;
}

const eventsAtMost = 1_000;
/** Clocks of carriers run ahead by minutes, not by days. */
const aheadAtMostMs = 86_400_000;

/** Takes scans of one source in, all of the call or, where one cannot be read, none. Doubled, late and disordered ones do no harm. */
export async function ingestTracking(
  input: { readonly source: string; readonly events: readonly TrackingEventInput[] },
  { clock, tracking }: IngestNeeds,
): Promise<Ingested | StockInputFault> {
  const now = clock.now();
  if (!/^[\w.-]{1,40}$/.test(input.source)) return inputFault('tracking.SOURCE', ['source']);
  if (input.events.length > eventsAtMost) return inputFault('tracking.EVENTS', ['events']);
  const events: ReportedEvent[] = [];
  for (const [index, event] of input.events.entries()) {
    const path = (field: string) => ['events', String(index), field];
    const { eventId, trackingNumber, code, zip, localTime } = event;
    if (!/^[0-9A-Z]{2}$/.test(code)) return inputFault('tracking.CODE', path('code'));
    if (!/^[!-~]{1,80}$/.test(eventId)) return inputFault('tracking.EVENT_ID', path('eventId'));
    const place = zip?.slice(0, 5) ?? '';
    if (!/^(\d{5})?$/.test(place)) return inputFault('tracking.ZIP', path('zip'));
    const at = event.at ?? instantAtFacility(localTime ?? '', place);
    if (!at || at.getTime() > now.getTime() + aheadAtMostMs) return inputFault('tracking.TIME', path('at'));
    events.push({ eventId, trackingNumber, code, zip: place, at });
  }
  return tracking.ingest(input.source, events, now);
}
