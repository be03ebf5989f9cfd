import { createHash } from 'node:crypto';

/** 32 hexadecimal digits over what makes two requests with one key the same: texts, numbers, lists and null, in one order. */
export function hashRequest(sameness: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(sameness)).digest('hex').slice(0, 32);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The key in lower case, or undefined where it is no UUID. */
export function readIdempotencyKey(text: string): string | undefined {
  const key = text.toLowerCase();
  return uuid.test(key) ? key : undefined;
}
