import type { GraphQLSchema } from 'graphql';
import type { RequestFacts } from './request-facts.ts';
import type { Viewer } from './viewer.ts';

/** A wing as a value: it listens to nothing and reads no environment. */
export interface Subgraph {
  readonly name: string;
  /** Executable federated schema with the wing's policies already applied. */
  readonly schema: GraphQLSchema;
  /** What a resolver gets as context: the viewer and this request's stores. */
  requestFor(viewer: Viewer, facts: RequestFacts): object;
  /** Ends timers, streams and database connections that the wing opened. */
  close(): Promise<void>;
}
