import type { RequestListener } from 'node:http';

/** `unrecorded`: the audit log cannot be written, so no operation is answered. */
export type Readiness = 'starting' | 'ready' | 'unrecorded' | 'draining';

/**
 * Answers the probes of an orchestrator, apart from public traffic: live while the process answers at all, started and ready by
 * what `readiness` says. Whether a wing answers is not asked: the others' answers are worth having.
 */
export function createProbes(readiness: () => Readiness): RequestListener {
  return ({ url }, response) => {
    const state = readiness();
    const isWell: Readonly<Record<string, boolean>> = {
      '/health/live': true,
      '/health/startup': state !== 'starting',
      '/health/ready': state === 'ready',
    };
    const answer = isWell[url ?? ''];
    const status = answer === undefined ? 404 : answer ? 200 : 503;
    const body = answer === undefined ? { probes: Object.keys(isWell) } : { state };
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  };
}
