import { hash } from 'node:crypto';
import type { Viewer } from '@rotunda/platform/viewer';
import { type ContractBook, createContractBook } from '../contracts/contract-book.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { CompileSubscription } from '../live/compile-subscription.ts';
import {
  type AskedOperation,
  type CompileRun,
  type PrepareOperation,
  createOperationPreparer,
} from '../operations/prepare-operation.ts';
import type { SupergraphGeneration } from './load-supergraph.ts';

/** One supergraph with all that was made of it: contracts and prepared operations die with it. */
export interface Generation {
  readonly supergraph: SupergraphGeneration;
  /** SHA-256 of its text in hexadecimal. */
  readonly hash: string;
  readonly contracts: ContractBook;
  readonly prepare: PrepareOperation;
  /** The operations prepared last, oldest first, each as one viewer asked it. */
  readonly inUse: () => readonly PreparedFor[];
}

/** Somebody's wish that was prepared. */
export interface PreparedFor {
  readonly asked: AskedOperation;
  readonly viewer: Viewer;
}

/** Makes the runners of one supergraph's operations. */
export interface GenerationTools {
  readonly limits: GatewayLimits;
  readonly compilerOf: (supergraph: SupergraphGeneration) => CompileRun;
  readonly liveCompilerOf: (supergraph: SupergraphGeneration) => CompileSubscription;
  /** Put round the preparing where somebody measures; `compiled` counts what was not found prepared. */
  readonly observePreparing?:
    ((prepare: PrepareOperation, compiled: () => number) => PrepareOperation) | undefined;
}

/** Enough to be ready for what is asked often; each is prepared again where another generation follows. */
const rememberedAsInUse = 500;

/** A generation of which nothing is prepared yet. */
export function createGeneration(supergraph: SupergraphGeneration, tools: GenerationTools): Generation {
  const contracts = createContractBook(supergraph);
  const inUse = new Set<PreparedFor>();
  let compiled = 0;
  // Compiling happens within preparing, and only where nothing prepared was found.
  let asked: AskedOperation | undefined;
  let viewer: Viewer | undefined;

  function noteInUse(): void {
    compiled += 1;
    if (!asked || !viewer) return;
    inUse.add({ asked, viewer });
    const [oldest] = inUse.size > rememberedAsInUse ? inUse : [];
    if (oldest) inUse.delete(oldest);
  }

  const compileRun = tools.compilerOf(supergraph);
  const prepare = createOperationPreparer(
    supergraph,
    tools.limits,
    (planned) => {
      noteInUse();
      return compileRun(planned);
    },
    contracts,
    tools.liveCompilerOf(supergraph),
  );

  const prepareNoted: PrepareOperation = (nextAsked, nextViewer) => {
    asked = nextAsked;
    viewer = nextViewer;
    return prepare(nextAsked, nextViewer);
  };
  return {
    supergraph,
    hash: hash('sha256', supergraph.supergraphSdl),
    contracts,
    prepare: tools.observePreparing?.(prepareNoted, () => compiled) ?? prepareNoted,
    inUse: () => [...inUse],
  };
}
