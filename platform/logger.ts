import { type DestinationStream, type Logger, pino } from 'pino';
import { describeCause } from './describe-cause.ts';
import type { ReportFault } from './mask-faults.ts';
import { createLineWriter } from './write-log-line.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** The process or wing that writes. */
  readonly name: string;
  readonly level?: string | undefined;
  /** Standard output unless told. */
  readonly destination?: DestinationStream | undefined;
}

/** Names under which secrets, documents and personal data travel; whatever is logged under them is left out. */
const withheld = [
  'password',
  'authorization',
  'cookie',
  'token',
  'viewerToken',
  'variables',
  'document',
  'query',
  'body',
  'input',
];

/** One JSON object a line, or one readable line on a terminal. An `err` is reduced to what may be written; the fields `withheld` never are. */
export function createLogger({ name, level = 'info', destination }: LoggerOptions): Logger {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeCause },
      redact: { paths: withheld.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    },
    destination ??
      (process.stdout.isTTY ? createLineWriter(process.stdout) : pino.destination({ fd: 1, sync: true })),
  );
}

/** Writes masked faults under their reference id. */
export function logFaults(logger: Logger): ReportFault {
  return ({ referenceId, requestId, path, cause }) =>
    logger.error({ referenceId, requestId, path, err: cause }, 'a resolver failed');
}
