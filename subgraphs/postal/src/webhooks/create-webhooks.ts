import type { Clock } from '@rotunda/platform/clock';
import { repeatTask } from '@rotunda/platform/repeat-task';
import { createOutboxStore } from '../event-outbox/outbox-store.ts';
import { publishNewEvents, removeOldEvents } from '../event-outbox/publish-events-store.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { readWingKey } from '../wing-key-store.ts';
import { createEventDelivery } from './deliver-events.ts';
import { createDeliveryStore } from './delivery-store.ts';
import type { WebhookNeeds } from './manage-webhooks.ts';
import { type SenderOptions, createWebhookSender } from './webhook-sender.ts';
import { createWebhookStore } from './webhook-store.ts';

export interface Webhooks extends WebhookNeeds {
  /** Writes down what happened and tells it; the wing does so by itself. */
  tell(): Promise<void>;
  close(): Promise<void>;
}

const tellEveryMs = 1_000;
const cleanEveryMs = 3_600_000;

/** The webhooks of the wing, which are told of events until closed. */
export async function createWebhooks(
  prisma: PrismaClient,
  receivers: SenderOptions,
  { clock, reportFault }: { readonly clock: Clock; readonly reportFault: (cause: unknown) => void },
): Promise<Webhooks> {
  const outbox = createOutboxStore(prisma);
  const sender = createWebhookSender(receivers);
  const delivery = createEventDelivery({
    deliveries: createDeliveryStore(prisma),
    outbox,
    sender,
    receiverSecret: await readWingKey(prisma, 'event receivers'),
    clock,
    chance: Math.random,
  });

  async function tell(): Promise<void> {
    await publishNewEvents(prisma, clock.now());
    await delivery.deliver();
  }

  const telling = repeatTask(tell, tellEveryMs, reportFault);
  const cleaning = repeatTask(() => removeOldEvents(prisma, clock.now()), cleanEveryMs, reportFault);
  return {
    webhooks: createWebhookStore(prisma),
    outbox,
    sender,
    privateReceivers: receivers.privateReceivers,
    clock,
    tell,
    async close() {
      await Promise.all([delivery.close(), telling.close(), cleaning.close()]);
    },
  };
}
