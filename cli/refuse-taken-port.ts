import { createServer } from 'node:net';
import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';

/** Refuses, before any work is done, a port that somebody listens on or that this user may not use. Port 0 is always free. */
export async function refuseTakenPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(portProblem(port, cause)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}

/** What to say of a listener that could not open; `variable` is what chooses its port. */
export function portProblem(port: number, cause: unknown, variable = 'PORT'): unknown {
  if (hasCode(cause, 'EADDRINUSE')) {
    return new StartProblem(
      `Port ${port} is in use: stop what listens there, or set ${variable} to another.`,
      { cause },
    );
  }
  if (hasCode(cause, 'EACCES')) {
    return new StartProblem(`Port ${port} is not open to this user: set ${variable} to one above 1023.`, {
      cause,
    });
  }
  return cause;
}
