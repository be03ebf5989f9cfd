import type { Instruments } from './instruments.ts';
import type { Telemetry } from './telemetry.ts';
import type { AuditStanding } from './watch-standing.ts';

/** Measures how many records wait to become durable, how many have, and how many could not. */
export function createAuditObserver(
  instruments: Instruments,
  standing: AuditStanding,
): Telemetry['observeAudit'] {
  return (log) => ({
    async record(entry) {
      standing.waiting += 1;
      try {
        const leaf = await log.record(entry);
        standing.treeSize = Math.max(standing.treeSize, leaf.tree.size);
        return leaf;
      } catch (cause) {
        instruments.auditFailures.add(1);
        throw cause;
      } finally {
        standing.waiting -= 1;
      }
    },
    recordRefusals: log.recordRefusals,
    receiptFor: log.receiptFor,
    signHead: log.signHead,
    healthy: log.healthy,
    close: log.close,
  });
}
