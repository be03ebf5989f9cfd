import type { EventKind } from '../event-outbox/outbox-event.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Webhook, WebhookRetry } from './webhook.ts';

export interface WebhookStore {
  /** The webhooks of an agency, oldest first. */
  list(agency: string): Promise<readonly Webhook[]>;
  /** Undefined where it is another agency's, too. */
  find(agency: string, id: string): Promise<Webhook | undefined>;
  /** Keeps a new webhook; undefined where the agency has one of this URL. */
  add(webhook: NewWebhook): Promise<Webhook | undefined>;
  /** Whether there was one to remove. What it was not told yet, it is not told. */
  remove(agency: string, id: string): Promise<boolean>;
  /** Tells an agency's webhook everything after a position again, and wakes it. */
  rewind(agency: string, id: string, toldTo: bigint, now: Date): Promise<Webhook | undefined>;
  /** Events that were given up, newest first. */
  listDead(id: string, limit: number): Promise<readonly WebhookRetry[]>;
}

interface NewWebhook {
  readonly id: string;
  readonly agency: string;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly kinds: readonly EventKind[];
  readonly requestsPerMinute: number | null;
  readonly createdAt: Date;
  readonly toldTo: bigint;
}

const columns = {
  id: true,
  agency: true,
  url: true,
  kinds: true,
  status: true,
  requestsPerMinute: true,
  createdAt: true,
  toldTo: true,
  failingSince: true,
} as const satisfies Prisma.WebhookSelect;

/** Keeps webhooks. An agency sees and changes its own alone. */
export function createWebhookStore(prisma: PrismaClient): WebhookStore {
  const find = async (agency: string, id: string) =>
    (await prisma.webhook.findFirst({ select: columns, where: { id, agency } })) ?? undefined;

  return {
    find,
    list: (agency) =>
      prisma.webhook.findMany({ select: columns, where: { agency }, orderBy: { createdAt: 'asc' } }),

    async add({ secret, kinds, ...webhook }) {
      const added = await prisma.webhook.createMany({
        data: {
          ...webhook,
          secret: new Uint8Array(secret),
          kinds: [...kinds],
          nextAttemptAt: webhook.createdAt,
        },
        skipDuplicates: true,
      });
      return added.count ? find(webhook.agency, webhook.id) : undefined;
    },

    async remove(agency, id) {
      return (await prisma.webhook.deleteMany({ where: { id, agency } })).count > 0;
    },

    async rewind(agency, id, toldTo, now) {
      await prisma.$transaction([
        prisma.webhook.updateMany({
          where: { id, agency },
          data: { toldTo, status: 'ACTIVE', failures: 0, failingSince: null, nextAttemptAt: now },
        }),
        prisma.webhookRetry.deleteMany({ where: { webhook: { id, agency }, position: { gt: toldTo } } }),
      ]);
      return find(agency, id);
    },

    listDead: (id, limit) =>
      prisma.webhookRetry.findMany({
        omit: { webhookId: true },
        where: { webhookId: id, deadAt: { not: null } },
        orderBy: { position: 'desc' },
        take: limit,
      }),
  };
}
