import type { SubgraphRequest, SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { ViewerTokenMinter } from '@rotunda/platform/viewer-token';
import type { Fetch } from '../execution/ask-wing.ts';
import type { SubgraphLink } from '../execution/subgraph-link.ts';
import type { GatewayLog } from '../gateway-log.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import { PublicError } from '../public-error.ts';
import type { FollowWing } from './compile-subscription.ts';
import { untilEnded } from './until-ended.ts';

interface Tools {
  readonly minter: ViewerTokenMinter;
  readonly log: GatewayLog;
}

/** One follower for each wing, by its name. */
export function followersOf(
  links: readonly SubgraphLink[],
  tools: Tools,
): Readonly<Record<string, FollowWing>> {
  return Object.fromEntries(
    links.map((link): [string, FollowWing] => [
      link.name,
      (fetch, request) => followWing(link, fetch, request, tools),
    ]),
  );
}

/**
 * The events of one fetch at its wing, asked with a fresh viewer token and without a deadline. Throws `SUBGRAPH_UNAVAILABLE`
 * where the wing cannot be reached or breaks off; ends silently when the request's signal aborts.
 */
async function* followWing(
  link: SubgraphLink,
  fetch: Fetch,
  { viewer, requestId, languages, signal }: GatewayRequest,
  { minter, log }: Tools,
): AsyncGenerator<SubgraphResult, void> {
  try {
    const viewerToken = await minter.mint(viewer, link.name);
    const asked: SubgraphRequest = { ...fetch, viewerToken, requestId, languages };
    const events = await link.subscribe(asked, signal);
    if (Symbol.asyncIterator in events) yield* untilEnded(events, signal);
    else yield events;
  } catch (cause) {
    if (signal.aborted) return;
    log.warn({ requestId, wing: link.name, err: cause }, 'The stream of a wing broke off.');
    const sentence = `The ${link.name} wing cannot be reached: the stream ends. Subscribe again in a while.`;
    throw new PublicError('SUBGRAPH_UNAVAILABLE', sentence, { extensions: { wing: link.name } });
  }
}
