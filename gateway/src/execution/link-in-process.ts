import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { ViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { RequestSignal } from './request-signal.ts';
import type { SubgraphLink } from './subgraph-link.ts';

/** A link to a wing of this process. The viewer token is verified there as it is over HTTP; closing the link leaves the wing open. */
export function linkInProcess(wing: {
  readonly subgraph: Subgraph;
  readonly verifier: ViewerTokenVerifier;
  readonly reportFault: ReportFault;
}): SubgraphLink {
  const { subgraph, verifier, reportFault } = wing;
  const executor = createSubgraphExecutor(subgraph, verifier, reportFault);
  return {
    name: subgraph.name,
    // A wing may hand the signal to Node, which wants one of its own.
    execute: (request, signal) =>
      executor.execute(request, signal instanceof RequestSignal ? signal.genuine() : signal),
    subscribe: executor.subscribe,
    close: async () => {},
  };
}
