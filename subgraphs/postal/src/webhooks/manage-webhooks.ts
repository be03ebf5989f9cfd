import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import { Refusal } from '@rotunda/platform/refusal';
import type { Viewer } from '@rotunda/platform/viewer';
import type { EventKind, Outbox } from '../event-outbox/outbox-event.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import { readReceiverUrl } from './receiver-url.ts';
import { writeSecret } from './sign-event.ts';
import { type WebhookProblem, webhookProblem, webhooksAtMost } from './webhook-problems.ts';
import type { WebhookSender } from './webhook-sender.ts';
import type { WebhookStore } from './webhook-store.ts';
import type { Webhook } from './webhook.ts';

export interface WebhookNeeds {
  readonly webhooks: WebhookStore;
  readonly outbox: Outbox;
  readonly sender: WebhookSender;
  readonly privateReceivers: boolean;
  readonly clock: Clock;
}

type Asked = { readonly viewer: Viewer; readonly language: SpokenLanguage };
type Refused = { readonly userErrors: readonly WebhookProblem[] };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Registers a URL that wants to be told of events, from now on, once its server has said so. The secret is told here and never again. */
export async function registerWebhook(
  input: { readonly url: string; readonly types: readonly EventKind[] },
  { viewer, language }: Asked,
  { webhooks, outbox, sender, privateReceivers, clock }: WebhookNeeds,
): Promise<{ readonly webhook: Webhook; readonly secret: string; readonly userErrors: [] } | Refused> {
  const agency = agencyOf(viewer);
  const refuse = (code: WebhookProblem['code']) => ({ userErrors: [webhookProblem(code, 'url', language)] });
  const url = readReceiverUrl(input.url, privateReceivers)?.href;
  if (!url) return refuse('WEBHOOK_URL_REFUSED');
  const known = await webhooks.list(agency);
  if (known.some((webhook) => webhook.url === url)) return refuse('WEBHOOK_EXISTS');
  if (known.length >= webhooksAtMost) return refuse('WEBHOOK_LIMIT_REACHED');
  const consent = await sender.ask(url);
  if (!consent) return refuse('WEBHOOK_NOT_CONFIRMED');

  const secret = new Uint8Array(randomBytes(32));
  const webhook = await webhooks.add({
    id: randomUUID(),
    agency,
    url,
    secret,
    kinds: [...new Set(input.types)],
    requestsPerMinute: consent.requestsPerMinute,
    createdAt: clock.now(),
    toldTo: await outbox.newest(),
  });
  return webhook ? { webhook, secret: writeSecret(secret), userErrors: [] } : refuse('WEBHOOK_EXISTS');
}

/** Tells a webhook of nothing any more. */
export async function removeWebhook(
  id: string,
  { viewer, language }: Asked,
  { webhooks }: WebhookNeeds,
): Promise<{ readonly removed: string | undefined } & Refused> {
  const isRemoved = uuid.test(id) && (await webhooks.remove(agencyOf(viewer), id));
  if (isRemoved) return { removed: id, userErrors: [] };
  return { removed: undefined, userErrors: [webhookProblem('WEBHOOK_UNKNOWN', 'webhook', language)] };
}

/** Tells a webhook all events of its kinds again, from a sequence on or from the oldest that is kept; also wakes one that was suspended. */
export async function replayEvents(
  input: { readonly webhook: string; readonly from: string | undefined },
  { viewer, language }: Asked,
  { webhooks, outbox, clock }: WebhookNeeds,
): Promise<{ readonly webhook: Webhook | undefined } & Refused> {
  const agency = agencyOf(viewer);
  const unknown = () => ({
    webhook: undefined,
    userErrors: [webhookProblem('WEBHOOK_UNKNOWN', 'webhook', language)],
  });
  const [oldest, newest] = await Promise.all([outbox.oldest(), outbox.newest()]);
  const webhook = uuid.test(input.webhook) ? await webhooks.find(agency, input.webhook) : undefined;
  if (!webhook) return unknown();
  const from = input.from === undefined ? oldest : readSequence(input.from);
  if (from === undefined || from < oldest || from > newest + 1n)
    return { webhook, userErrors: [webhookProblem('EVENTS_NOT_KEPT', 'from', language)] };
  const rewound = await webhooks.rewind(agency, webhook.id, from > 0n ? from - 1n : 0n, clock.now());
  return rewound ? { webhook: rewound, userErrors: [] } : unknown();
}

/** The agency that a viewer speaks for. Refuses one that speaks for none. */
export function agencyOf({ agency }: Viewer): string {
  if (agency) return agency;
  throw new Refusal('FORBIDDEN', 'Your token names no agency, and webhooks belong to one.');
}

function readSequence(text: string): bigint | undefined {
  return /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
}
