import { createSecretKey } from 'node:crypto';
import { openAppendFile } from '@rotunda/gateway/audit/append-file';
import { createAuditLog } from '@rotunda/gateway/audit/audit-log';
import { openZeroedFile } from '@rotunda/gateway/audit/zeroed-file';
import { systemClock } from '@rotunda/platform/clock';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { anonymousViewer } from '@rotunda/platform/viewer';

// A process of its own, for a test to kill: says each acknowledged request id on standard output, a line each.
const [, , folder = '', keyFolder = ''] = process.argv;
const log = await createAuditLog({
  folder,
  signingKey: await loadSigningKey(keyFolder, 'audit'),
  clock: systemClock,
  hashKey: createSecretKey(Buffer.alloc(32)),
  report: ({ kind }) => process.stderr.write(`${kind}\n`),
  segmentBytes: 200_000,
  // So often that zeros are being laid at any moment.
  openFile: (path, extent) =>
    extent ? openZeroedFile(path, extent, { stretchBytes: 8_192 }) : openAppendFile(path),
});

async function write(writer: number): Promise<never> {
  for (let count = 0; ; count += 1) {
    const requestId = `${writer}-${count}`;
    await log.record({ requestId, viewer: anonymousViewer, variables: {}, outcome: 'answered', errors: [] });
    process.stdout.write(`${requestId}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
