import type { CallerRequest } from '../access/caller-request.ts';
import type { IdentifyViewer } from '../access/identify-viewer.ts';
import { isUnlistedHidden } from '../agreements/agreement-of.ts';
import type { ContractBook } from './contract-book.ts';

/** An answer to HTTP that is a contract as text. */
export interface ContractAnswer {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The contract for who asks: with a token what its bearer may ask; without one the whole graph, unless the agreement of the public hides
 * what it does not cover. Rejects with `AccessRefused` for a bad token.
 */
export function createContractAnswer(edge: {
  /** Those of the generation that answers now. */
  readonly contracts: () => ContractBook;
  readonly identifyViewer: IdentifyViewer;
}): (request: CallerRequest) => Promise<ContractAnswer> {
  const { contracts, identifyViewer } = edge;

  return async (request) => {
    const viewer = await identifyViewer(request);
    const isWhole = !viewer.authenticated && !isUnlistedHidden(viewer);
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': viewer.authenticated ? 'no-store' : 'public, max-age=300',
        vary: 'authorization',
      },
      body: isWhole ? contracts().wholeSdl : contracts().contractOf(viewer).sdl,
    };
  };
}
