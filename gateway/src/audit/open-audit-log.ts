import type { Clock } from '@rotunda/platform/clock';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import type { GatewayLog } from '../gateway-log.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import { loadHashKey } from './load-hash-key.ts';

/** Name of the key pair that heads and receipts are signed with; its public half is `audit.jwks.json` of the key folder. */
export const auditKeyName = 'audit';

/** The audit log of an installation, with the keys of its key folder, which are made where they are missing. */
export async function openAuditLog(options: {
  readonly folder: string;
  readonly keyFolder: string;
  readonly clock: Clock;
  readonly log: GatewayLog;
}): Promise<AuditLog> {
  const { folder, keyFolder, clock, log } = options;
  return createAuditLog({
    folder,
    clock,
    signingKey: await loadSigningKey(keyFolder, auditKeyName),
    hashKey: await loadHashKey(keyFolder),
    report: (problem) =>
      problem.kind === 'failed'
        ? log.error({ err: problem.cause }, 'the audit log cannot be written: no operation is answered')
        : log.info({}, 'the audit log can be written again'),
  });
}
