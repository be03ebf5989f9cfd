import { createHmac } from 'node:crypto';

/**
 * The headers that prove a message to who has the secret. Source: Standard Webhooks 1.0, symmetric signatures (`v1`): HMAC-SHA256 over id,
 * seconds since 1970 and body, joined by full stops.
 */
export function signatureHeaders(
  message: { readonly id: string; readonly at: Date; readonly body: string },
  secret: Uint8Array,
): Readonly<Record<string, string>> {
  const seconds = Math.floor(message.at.getTime() / 1000);
  const signed = `${message.id}.${seconds}.${message.body}`;
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`,
  };
}

/** The secret as its receiver keeps it. */
export function writeSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
