import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { ViewerTokenMinter } from '@rotunda/platform/viewer-token';
import type { GatewayLog } from '../gateway-log.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { PublicError } from '../public-error.ts';
import { missingPartsOf } from './missing-parts.ts';
import { placeRefusals } from './refused-fetch.ts';
import type { SubgraphLink } from './subgraph-link.ts';
import { WingSpared } from './wing-spared.ts';

interface Tools {
  readonly minter: ViewerTokenMinter;
  readonly log: GatewayLog;
}

/** One fetch of a plan. */
export interface Fetch {
  readonly document: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  /** Of the trace that the fetch is part of. */
  readonly traceparent?: string | undefined;
}

/**
 * Asks a wing for one fetch, with a fresh viewer token and the client's deadline. A wing that fails, or is too slow, gives one
 * `SUBGRAPH_UNAVAILABLE` for each part of the answer it owed, one that refuses the fetch its refusal for each; nothing is asked twice, because it may have been done once.
 */
export async function askWing(
  link: SubgraphLink,
  fetch: Fetch,
  request: GatewayRequest,
  { minter, log }: Tools,
): Promise<SubgraphResult> {
  const { viewer, requestId, languages, deadlineAt, signal } = request;
  try {
    signal.throwIfAborted();
    const viewerToken = await minter.mint(viewer, link.name);
    const { document, operationName, variables, traceparent } = fetch;
    const asked: SubgraphRequest = {
      document,
      operationName,
      variables,
      viewerToken,
      requestId,
      languages,
      deadlineAt,
      traceparent,
    };
    return placeRefusals(await link.execute(asked, signal), link.name, document);
  } catch (cause) {
    if (!signal.aborted) log.warn({ requestId, wing: link.name, err: cause }, 'A wing did not answer.');
    const { sentence, extensions } = signal.aborted ? late(link.name) : unreachable(link.name, cause);
    return {
      errors: missingPartsOf(fetch.document).map(
        (path) => new PublicError('SUBGRAPH_UNAVAILABLE', sentence, { path, extensions }),
      ),
    };
  }
}

interface Missing {
  readonly sentence: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

function late(wing: string): Missing {
  const sentence = `The ${wing} wing did not answer in time: this part of the answer is missing.`;
  return { sentence, extensions: { wing } };
}

/** One that is spared says when it may be asked again. */
function unreachable(wing: string, cause: unknown): Missing {
  if (!(cause instanceof WingSpared)) {
    const sentence = `The ${wing} wing cannot be reached: this part of the answer is missing.`;
    return { sentence, extensions: { wing } };
  }
  const { retryAfterSeconds } = cause;
  const again = retryAfterSeconds === 1 ? 'a second' : `${retryAfterSeconds} seconds`;
  const sentence = `The ${wing} wing is spared for a while: this part of the answer is missing. Ask again in ${again}.`;
  return { sentence, extensions: { wing, retryAfterSeconds } };
}

/** Asks one wing for one fetch; never rejects. */
export type AskWing = (fetch: Fetch, request: GatewayRequest) => Promise<SubgraphResult>;
