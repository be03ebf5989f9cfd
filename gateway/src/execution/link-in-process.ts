import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { ViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import type { SubgraphLink } from './subgraph-link.ts';

/** A link to a wing of this process. The viewer token is verified there as it is over HTTP; closing the link leaves the wing open. */
export function linkInProcess(wing: {
  readonly subgraph: Subgraph;
  readonly verifier: ViewerTokenVerifier;
  readonly reportFault: ReportFault;
}): SubgraphLink {
  const { subgraph, verifier, reportFault } = wing;
  return {
    name: subgraph.name,
    ...createSubgraphExecutor(subgraph, verifier, reportFault),
    close: async () => {},
  };
}
