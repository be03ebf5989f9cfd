import type { PrismaClient } from '../generated/prisma/client.ts';
import type { WebhookRetry, WebhookToTell } from './webhook.ts';

/** What one round with a webhook changed. */
export interface RoundReport {
  readonly toldTo: bigint;
  readonly status: WebhookToTell['status'];
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly nextAttemptAt: Date;
  /** Waited for another try, and were taken. */
  readonly taken: readonly bigint[];
  /** To be tried again, or given up. */
  readonly retries: readonly WebhookRetry[];
}

export interface DeliveryStore {
  /** Webhooks with something to tell, for this process alone until the lease ends. Those that waited longest come first. */
  lease(processId: string, now: Date, until: Date, limit: number): Promise<readonly WebhookToTell[]>;
  /** Keeps a lease; does nothing where it was lost. */
  extend(processId: string, webhookId: string, until: Date): Promise<void>;
  /** The first waiting event of each partition that may be tried now. */
  readDue(webhookId: string, now: Date, limit: number): Promise<readonly WebhookRetry[]>;
  /** Those of the partitions in which an event waits. */
  findBlocked(webhookId: string, partitionKeys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Keeps what a round changed. False, and nothing kept, where the lease was lost or the webhook was set to another position meanwhile. */
  record(processId: string, webhook: WebhookToTell, report: RoundReport): Promise<boolean>;
  /** Lets other processes have the webhook. */
  release(processId: string, webhookId: string): Promise<void>;
}

/** Keeps what webhooks were told, for all processes of the wing. */
export function createDeliveryStore(prisma: PrismaClient): DeliveryStore {
  return {
    lease: (processId, now, until, limit) =>
      prisma.$queryRaw<WebhookToTell[]>`
        UPDATE webhook SET leased_by = ${processId}::uuid, leased_until = ${until}
        WHERE id IN (
          SELECT id FROM webhook
          WHERE status = 'ACTIVE' AND next_attempt_at <= ${now} AND (leased_by IS NULL OR leased_until < ${now})
            AND (told_to < (SELECT max(position) FROM outbox_event) OR EXISTS (
              SELECT FROM webhook_retry WHERE webhook_id = webhook.id AND dead_at IS NULL AND next_attempt_at <= ${now}))
          ORDER BY leased_until NULLS FIRST LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING id::text AS id, agency, url, secret, kinds::text[] AS kinds, status::text AS status,
          requests_per_minute AS "requestsPerMinute", created_at AS "createdAt", told_to AS "toldTo", failures,
          failing_since AS "failingSince"`,

    async extend(processId, webhookId, until) {
      await prisma.webhook.updateMany({
        where: { id: webhookId, leasedBy: processId },
        data: { leasedUntil: until },
      });
    },

    readDue: (webhookId, now, limit) =>
      prisma.$queryRaw<WebhookRetry[]>`
        SELECT * FROM (
          SELECT DISTINCT ON (partition_key) position, partition_key::text AS "partitionKey", attempts,
            first_attempt_at AS "firstAttemptAt", next_attempt_at AS "nextAttemptAt", reason, dead_at AS "deadAt"
          FROM webhook_retry WHERE webhook_id = ${webhookId}::uuid AND dead_at IS NULL
          ORDER BY partition_key, position) AS head
        WHERE "nextAttemptAt" <= ${now} ORDER BY position LIMIT ${limit}`,

    async findBlocked(webhookId, partitionKeys) {
      const rows = await prisma.webhookRetry.findMany({
        select: { partitionKey: true },
        distinct: ['partitionKey'],
        where: { webhookId, partitionKey: { in: [...partitionKeys] }, deadAt: null },
      });
      return new Set(rows.map(({ partitionKey }) => partitionKey));
    },

    record: (processId, { id, toldTo }, { taken, retries, ...change }) =>
      prisma.$transaction(async (transaction) => {
        const { count } = await transaction.webhook.updateMany({
          where: { id, leasedBy: processId, toldTo },
          data: change,
        });
        if (count === 0) return false;
        await transaction.webhookRetry.deleteMany({
          where: { webhookId: id, position: { in: [...taken, ...retries.map(({ position }) => position)] } },
        });
        await transaction.webhookRetry.createMany({
          data: retries.map((retry) => ({ ...retry, webhookId: id })),
        });
        return true;
      }),

    async release(processId, webhookId) {
      await prisma.webhook.updateMany({
        where: { id: webhookId, leasedBy: processId },
        data: { leasedBy: null },
      });
    },
  };
}
