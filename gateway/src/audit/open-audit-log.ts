import type { Clock } from '@rotunda/platform/clock';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import type { GatewayLog } from '../gateway-log.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import { type HeadCopies, createHeadCopies } from './copy-heads.ts';
import { headKeeperOf } from './head-keepers.ts';
import { loadHashKey } from './load-hash-key.ts';

/** Name of the key pair that heads and receipts are signed with; its public half is `audit.jwks.json` of the key folder. */
export const auditKeyName = 'audit';

/**
 * The audit log of an installation, with the keys of its key folder, which are made where they are missing. Its heads are copied to the
 * folder or witness of `headsTo`, where there is one.
 */
export async function openAuditLog(options: {
  readonly folder: string;
  readonly keyFolder: string;
  readonly headsTo?: string | undefined;
  readonly clock: Clock;
  readonly log: GatewayLog;
}): Promise<AuditLog> {
  const { folder, keyFolder, headsTo, clock, log } = options;
  const copies = headsTo === undefined ? undefined : openHeadCopies(headsTo, log);
  const audit = await createAuditLog({
    folder,
    clock,
    signingKey: await loadSigningKey(keyFolder, auditKeyName),
    hashKey: await loadHashKey(keyFolder),
    onHead: copies?.add,
    report: (problem) =>
      problem.kind === 'failed'
        ? log.error({ err: problem.cause }, 'the audit log cannot be written: no operation is answered')
        : log.info({}, 'the audit log can be written again'),
  });
  return { ...audit, close: () => audit.close().then(copies?.close) };
}

function openHeadCopies(headsTo: string, log: GatewayLog): HeadCopies {
  return createHeadCopies({
    keep: headKeeperOf(headsTo),
    report: (problem) =>
      problem.kind === 'failed'
        ? log.warn(
            { err: problem.cause },
            'heads of the audit log cannot be copied: tried again until they are',
          )
        : log.info({}, 'heads of the audit log are copied again'),
  });
}
