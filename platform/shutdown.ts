import type { Logger } from './logger.ts';

export interface ShutdownOptions {
  readonly logger: Logger;
  /** Time that closing may take before the process ends anyway; 20 s unless told. */
  readonly limitMs?: number;
}

/**
 * Closes and ends the process: with 0 after SIGINT or SIGTERM, with 1 after an uncaught fault, a failed close or a close that
 * takes too long, and at once, with 130, at a second SIGINT.
 */
export function shutDownOnSignal(
  close: () => Promise<void>,
  { logger, limitMs = 20_000 }: ShutdownOptions,
): void {
  let ending = false;

  async function end(exitCode: number): Promise<void> {
    if (ending) return;
    ending = true;
    setTimeout(() => {
      logger.fatal({ limitMs }, 'closing took too long');
      process.exit(1);
    }, limitMs).unref();
    try {
      await close();
    } catch (err) {
      logger.fatal({ err }, 'not everything closed');
      process.exit(1);
    }
    process.exit(exitCode);
  }

  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => {
    if (ending) process.exit(130);
    void end(0);
  });
  const fail = (err: unknown) => {
    logger.fatal({ err }, 'an uncaught fault ends the process');
    void end(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}
