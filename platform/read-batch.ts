import { Refusal } from './refusal.ts';
import type { SubgraphRequest } from './subgraph-executor.ts';

/**
 * The requests of a parsed body: one, a list, or `{"documents","viewerTokens","requests"}`, where what requests have in common is said
 * once and each names by index the document and the token that are its own. Refuses what is none of these.
 */
export function readBatch(body: unknown): readonly SubgraphRequest[] {
  const requests: readonly unknown[] = Array.isArray(body)
    ? body
    : isRecord(body)
      ? spelledOut(body)
      : [body];
  if (!requests.every(isSubgraphRequest)) {
    throw new Refusal('BAD_INPUT', 'Each request needs the texts `document`, `viewerToken` and `requestId`.');
  }
  return requests;
}

function spelledOut(body: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { documents, viewerTokens, requests } = body;
  if (!Array.isArray(requests) || !Array.isArray(documents) || !Array.isArray(viewerTokens)) return [body];
  for (const request of requests) {
    if (!isRecord(request)) continue;
    request['document'] = documents[Number(request['document'])];
    request['viewerToken'] = viewerTokens[Number(request['viewerToken'])];
  }
  return requests;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSubgraphRequest(value: unknown): value is SubgraphRequest {
  return (
    isRecord(value) &&
    typeof value['document'] === 'string' &&
    typeof value['viewerToken'] === 'string' &&
    typeof value['requestId'] === 'string'
  );
}
