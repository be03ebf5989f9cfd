import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hasCode } from '@rotunda/platform/error-code';
import { repeatTask } from '@rotunda/platform/repeat-task';
import type { GatewayLog } from '../gateway-log.ts';
import type { Replacement, ReplacementOptions } from './replacement.ts';

export interface WatchedSupergraph {
  /** Reads now; an unreadable or refused supergraph changes nothing and is logged. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export interface SupergraphWatch {
  readonly path: string | URL;
  /** Between two looks of its own; without it only `look` looks. */
  readonly everyMs?: number;
  readonly replace: (supergraphSdl: string, options: ReplacementOptions) => Promise<Replacement>;
  readonly log: GatewayLog;
}

/**
 * Keeps the supergraph of a gateway equal to a file. A supergraph that breaks what the present one promises is taken only where the file
 * `<path>.allow-breaking` beside it holds the SHA-256 of its text in hexadecimal: so the permission is for this text and no other.
 */
export function watchSupergraphFile({ path, everyMs, replace, log }: SupergraphWatch): WatchedSupergraph {
  let lastTried = '';

  async function look(): Promise<void> {
    const supergraphSdl = await readFile(path, 'utf8');
    const digest = hash('sha256', supergraphSdl);
    const allowBreaking = (await permittedHash(path)) === digest;
    const attempt = `${digest} ${allowBreaking}`;
    if (attempt === lastTried) return;
    lastTried = attempt;
    tell(log, await replace(supergraphSdl, { allowBreaking }));
  }

  const lookOrLog = () =>
    look().catch((err: unknown) =>
      log.error({ err }, 'the supergraph cannot be read: the present one stays'),
    );
  const repeated = everyMs === undefined ? undefined : repeatTask(lookOrLog, everyMs, () => {});
  return { look: lookOrLog, close: async () => repeated?.close() };
}

async function permittedHash(path: string | URL): Promise<string | undefined> {
  const beside = path instanceof URL ? new URL(`${path.href}.allow-breaking`) : `${path}.allow-breaking`;
  try {
    return (await readFile(beside, 'utf8')).trim();
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw cause;
  }
}

function tell(log: GatewayLog, replacement: Replacement): void {
  const { kind, hash: supergraph } = replacement;
  if (kind === 'replaced')
    log.info({ supergraph, breaks: replacement.breaks }, 'another supergraph answers now');
  if (kind === 'refused') {
    const { because, reasons } = replacement;
    log.error({ supergraph, because, reasons }, 'the supergraph is refused: the present one stays');
  }
}
