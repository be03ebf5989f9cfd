import type { DeferNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileNode } from '../compiled/compile-plan.ts';
import { locateRoot } from '../compiled/located-objects.ts';
import type { PlanRun, RunNode } from '../compiled/plan-run.ts';
import type { ResponseObject } from '../compiled/response-object.ts';

/** What a plan brings for one deferred fragment, after what it depends on. */
interface Block {
  readonly label: string;
  /** Ids of the fetches without which it cannot be asked. */
  readonly depends: readonly string[];
  readonly run: RunNode | undefined;
  readonly below: readonly Block[];
}

/** A plan that is run in parts. */
export interface PlanInParts {
  /** Starts the plan. What the wings answer is merged into `found`. */
  start(found: ResponseObject, run: PlanRun): StartedParts;
}

export interface StartedParts {
  /** Resolves when the first part has all that it asked. */
  readonly first: Promise<void>;
  /** Resolves when everything that a deferred fragment asked has come; undefined where the plan asks nothing for it. */
  arrivalOf(label: string): Promise<void> | undefined;
}

/** A plan with deferred parts as closures. Refuses one whose parts stand below something else than another part. */
export function compileBlocks(supergraph: GraphQLSchema, { node }: QueryPlan): PlanInParts {
  if (node?.kind === 'Subscription') throw new Error('A subscription is not deferred.');
  const whole = node ? compilePart(supergraph, node) : { run: undefined, below: [] };

  return {
    start(found, planRun) {
      const arrivals = new Map<string, Promise<void>>();
      const fetches = createFetchBook();
      const run = noting(planRun, fetches.note);
      const root = locateRoot(found);
      const startBlocks = (blocks: readonly Block[], parent: Promise<void>): void => {
        for (const block of blocks) {
          const asked = Promise.race([fetches.all(block.depends), parent]).then(() => block.run?.(run, root));
          const arrival = Promise.all([parent, asked]).then(() => {});
          // Whoever waits for the part hears of a fault; nobody waits where its place is gone.
          arrival.catch(() => {});
          arrivals.set(block.label, arrival);
          startBlocks(block.below, arrival);
        }
      };

      const first = Promise.resolve(whole.run?.(run, root));
      startBlocks(whole.below, first);
      return { first, arrivalOf: (label) => arrivals.get(label) };
    },
  };
}

function compilePart(supergraph: GraphQLSchema, node: PlanNode): Pick<Block, 'run' | 'below'> {
  if (node.kind !== 'Defer') return { run: compileNode(supergraph, node), below: [] };
  const { primary, deferred } = node;
  return {
    run: primary.node && compileNode(supergraph, primary.node),
    below: deferred.map((part) => compileBlock(supergraph, part)),
  };
}

function compileBlock(supergraph: GraphQLSchema, part: DeferNode['deferred'][number]): Block {
  const { label, depends, node } = part;
  if (label === undefined) throw new Error('A deferred part has no label.');
  const ids = depends.map(({ id }) => id);
  if (!node) return { label, depends: ids, run: undefined, below: [] };
  return { label, depends: ids, ...compilePart(supergraph, node) };
}

/** The same run, which also tells what has come. */
function noting(run: PlanRun, fetched: (id: string) => void): PlanRun {
  return {
    variables: run.variables,
    conditions: run.conditions,
    ask: (question) => run.ask(question),
    report: (error, path) => run.report(error, path),
    reportFault: (cause, path) => run.reportFault(cause, path),
    fetched,
  };
}

/** Which fetches of a run have come. */
function createFetchBook() {
  const fetched = new Set<string>();
  let waiting: { readonly ids: readonly string[]; readonly resolve: () => void }[] = [];
  const hasAll = (ids: readonly string[]) => ids.every((id) => fetched.has(id));

  return {
    note(id: string): void {
      fetched.add(id);
      const ready = waiting.filter(({ ids }) => hasAll(ids));
      waiting = waiting.filter(({ ids }) => !hasAll(ids));
      ready.forEach(({ resolve }) => resolve());
    },
    all(ids: readonly string[]): Promise<void> {
      if (hasAll(ids)) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ ids, resolve }));
    },
  };
}
