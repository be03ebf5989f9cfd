import type { SubgraphExecutor } from '@rotunda/platform/subgraph-executor';
import type { WingConnections } from '../telemetry/standing.ts';

/** A wing as the gateway reaches it: in this process, or over HTTP. The name is the wing's in the supergraph. */
export interface SubgraphLink extends SubgraphExecutor {
  readonly name: string;
  /** How its connections are used; absent where it needs none. */
  connections?(): WingConnections | undefined;
  /** Ends connections of the link; the wing itself stays. */
  close(): Promise<void>;
}
