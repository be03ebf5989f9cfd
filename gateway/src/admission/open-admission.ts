import type { Clock } from '@rotunda/platform/clock';
import { budgetOf } from '../agreements/agreement-of.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { type AdmitRequest, createAdmission } from './admit-request.ts';
import { type LoadMeter, createLoadMeter } from './load-meter.ts';
import { createTokenBuckets } from './token-buckets.ts';

/** Admission by agreement, concurrency and the load of this process. `close` ends the measuring. */
export function openAdmission(
  clock: Clock,
  { callerConcurrency }: GatewayLimits,
  meter: LoadMeter = createLoadMeter(),
): { readonly admit: AdmitRequest; close(): void } {
  const admit = createAdmission({
    budgetOf,
    buckets: createTokenBuckets(() => clock.now().getTime()),
    concurrent: callerConcurrency,
    delayMs: meter.delayMs,
  });
  return { admit, close: meter.close };
}
