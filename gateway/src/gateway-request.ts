import type { Viewer } from '@rotunda/platform/viewer';
import type { RequestBudget } from './admission/request-budget.ts';
import type { CacheableAnswer } from './http/caching/cache-headers.ts';
import type { Observation } from './telemetry/observation.ts';

/** One client's request on its way through the gateway; nothing else of the client travels further. */
export interface GatewayRequest {
  readonly viewer: Viewer;
  /** Made here, never taken from the client; returned as `X-Request-Id`. */
  readonly requestId: string;
  /** `Accept-Language`, as sent. */
  readonly languages: string | undefined;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineAt: number;
  /** Aborts at the deadline, and when the client goes away. */
  readonly signal: AbortSignal;
  /** Whether to tell what the operation would do instead of doing it. */
  readonly isPreview?: boolean;
  /** Present where caches may share the answer, if the operation allows it; told so with the answer. */
  readonly markCacheable?: ((answer: CacheableAnswer) => void) | undefined;
  /** Told where nothing could be answered because wings are spared: seconds after which to ask again. */
  readonly noteRetry?: ((seconds: number) => void) | undefined;
  /** Present where somebody measures. */
  readonly observed?: Observation | undefined;
  /** What the request may still spend. */
  readonly budget: RequestBudget;
}
