import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import type { Campaign } from '../campaigns/campaign.ts';

export type Turn =
  | { readonly kind: 'ADMITTED' }
  | { readonly kind: 'WAIT'; readonly ticket: string; readonly retryAfterMs: number };

export interface WaitingRoom {
  /** Whether a request may go in now. One that must wait gets a ticket of its own and the time at which to come back with it. */
  enter(
    campaign: Pick<Campaign, 'id' | 'admitPerSecond'>,
    idempotencyKey: string,
    ticket: string | undefined,
  ): Turn;
}

/** A ticket that was not used for this long after its turn is void. */
const validForMs = 15 * 60_000;

/**
 * Spaces requests to the campaign's inflow, in the order of their first coming. Nothing is kept but the time of the next free turn: the
 * signed ticket carries the rest, and belongs to one idempotency key.
 */
export function createWaitingRoom(ticketKey: Uint8Array, clock: Clock): WaitingRoom {
  const nextTurnAt = new Map<string, number>();

  function sign(campaignId: string, idempotencyKey: string, turnAt: number): string {
    const text = JSON.stringify([campaignId, idempotencyKey, turnAt]);
    return `${turnAt.toString(36)}.${createHmac('sha256', ticketKey).update(text).digest('base64url').slice(0, 22)}`;
  }

  function turnOf(
    campaignId: string,
    idempotencyKey: string,
    ticket: string | undefined,
  ): number | undefined {
    const turnAt = Number.parseInt(ticket?.split('.', 1).at(0) ?? '', 36);
    if (!ticket || !Number.isSafeInteger(turnAt)) return undefined;
    const [given, ours] = [Buffer.from(ticket), Buffer.from(sign(campaignId, idempotencyKey, turnAt))];
    return given.length === ours.length && timingSafeEqual(given, ours) ? turnAt : undefined;
  }

  return {
    enter({ id, admitPerSecond }, idempotencyKey, ticket) {
      const now = clock.now().getTime();
      const held = turnOf(id, idempotencyKey, ticket);
      if (held !== undefined && held <= now && now < held + validForMs) return { kind: 'ADMITTED' };

      if (held !== undefined && held > now) return wait(held);

      const turnAt = Math.max(now, nextTurnAt.get(id) ?? 0);
      nextTurnAt.set(id, turnAt + 1000 / admitPerSecond);
      return turnAt === now ? { kind: 'ADMITTED' } : wait(Math.ceil(turnAt));

      function wait(until: number): Turn {
        return { kind: 'WAIT', ticket: sign(id, idempotencyKey, until), retryAfterMs: until - now };
      }
    },
  };
}
