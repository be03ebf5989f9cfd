import type { Webhook, WebhookRetry } from './webhook.ts';

export type WebhookMapper = Webhook;
export type DeadLetterMapper = WebhookRetry;
