import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { ViewerTokenMinter } from '@rotunda/platform/viewer-token';
import type { GatewayLog } from '../gateway-log.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { PublicError } from '../public-error.ts';
import { missingPartsOf } from './missing-parts.ts';
import { placeRefusals } from './refused-fetch.ts';
import type { SubgraphLink } from './subgraph-link.ts';

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
    const sentence = signal.aborted
      ? `The ${link.name} wing did not answer in time: this part of the answer is missing.`
      : `The ${link.name} wing cannot be reached: this part of the answer is missing.`;
    return { errors: unavailable(link.name, sentence, fetch.document) };
  }
}

function unavailable(wing: string, sentence: string, document: string): readonly PublicError[] {
  return missingPartsOf(document).map(
    (path) => new PublicError('SUBGRAPH_UNAVAILABLE', sentence, { path, extensions: { wing } }),
  );
}

/** Asks one wing for one fetch; never rejects. */
export type AskWing = (fetch: Fetch, request: GatewayRequest) => Promise<SubgraphResult>;
