import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import { cloudEventOf } from '../event-outbox/cloud-event.ts';
import type { Outbox, OutboxEvent } from '../event-outbox/outbox-event.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { createReceiverPace } from './receiver-pace.ts';
import { sendInLanes } from './send-in-lanes.ts';
import { settleRound } from './settle-round-rules.ts';
import { signatureHeaders } from './sign-event.ts';
import type { WebhookSender } from './webhook-sender.ts';
import type { WebhookToTell } from './webhook.ts';

export interface EventDelivery {
  /** Tells all webhooks what they were not told yet, as far as they take it now. */
  deliver(): Promise<void>;
  /** Breaks off what is being sent and ends when its outcome is kept. */
  close(): Promise<void>;
}

interface DeliveryNeeds {
  readonly deliveries: DeliveryStore;
  readonly outbox: Outbox;
  readonly sender: WebhookSender;
  /** 32 bytes; keys of receivers follow from it. */
  readonly receiverSecret: Uint8Array;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly chance: () => number;
}

const webhooksAtOnce = 4;
const eventsARound = 100;
const roundsALease = 50;
const leaseMs = 60_000;

/**
 * Tells webhooks of events, each by one process at a time: at least once, each partition in its order. What was told is kept after every round of up
 * to 100 events, so a process that is killed tells at most that many again, under the same ids.
 */
export function createEventDelivery(needs: DeliveryNeeds): EventDelivery {
  const { deliveries, outbox, sender, clock } = needs;
  const processId = randomUUID();
  const pace = createReceiverPace(clock);
  let running = Promise.resolve();
  let isClosing = false;

  const leaseEnd = () => new Date(clock.now().getTime() + leaseMs);

  async function tellRound(webhook: WebhookToTell): Promise<WebhookToTell | undefined> {
    const allowed = pace.take(webhook, eventsARound);
    if (allowed === 0 || isClosing) return undefined;
    const now = clock.now();
    const due = await deliveries.readDue(webhook.id, now, Math.ceil(allowed / 2));
    const page = await outbox.readAfter(webhook.toldTo, webhook.kinds, allowed - due.length);
    const partitions = page.events.map(({ partitionKey }) => partitionKey);
    const blocked = await deliveries.findBlocked(webhook.id, partitions);
    const again = await outbox.read(due.map(({ position }) => position));
    const fresh = page.events.filter(({ partitionKey }) => !blocked.has(partitionKey));

    const outcomes = await sendInLanes([...again, ...fresh], (event) => sendTo(webhook, event));
    if (isClosing && ![...outcomes.values()].some(({ kind }) => kind === 'TAKEN')) return undefined;
    const report = settleRound({ webhook, page, blocked, due, outcomes, now, chance: needs.chance() });
    const isKept = await deliveries.record(processId, webhook, report);
    const isMoving = report.taken.length > 0 || report.toldTo > webhook.toldTo;
    const mayGoOn = report.status === 'ACTIVE' && report.nextAttemptAt <= now;
    return isKept && isMoving && mayGoOn ? { ...webhook, ...report } : undefined;
  }

  function sendTo({ agency, url, secret }: WebhookToTell, event: OutboxEvent) {
    const receiverKey = createHmac('sha256', needs.receiverSecret).update(agency).digest();
    const told = cloudEventOf(event, receiverKey);
    const body = JSON.stringify(told);
    return sender.send(url, body, signatureHeaders({ id: told.id, at: clock.now(), body }, secret));
  }

  async function tell(leased: WebhookToTell): Promise<void> {
    const extending = setInterval(() => {
      // A lease that could not be extended is lost: then the round is not kept, which is all that needs doing.
      deliveries.extend(processId, leased.id, leaseEnd()).catch(() => {});
    }, leaseMs / 3);
    try {
      let webhook: WebhookToTell | undefined = leased;
      for (let round = 0; webhook && round < roundsALease; round += 1) webhook = await tellRound(webhook);
    } finally {
      clearInterval(extending);
      await deliveries.release(processId, leased.id);
    }
  }

  async function deliver(): Promise<void> {
    if (isClosing) return;
    const leased = await deliveries.lease(processId, clock.now(), leaseEnd(), webhooksAtOnce);
    await Promise.all(leased.map(tell));
  }

  return {
    deliver: () => (running = running.catch(() => {}).then(deliver)),
    async close() {
      isClosing = true;
      await sender.close();
      await running.catch(() => {});
    },
  };
}
