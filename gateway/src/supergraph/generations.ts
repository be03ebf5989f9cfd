import { hash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';
import { findBreaks } from './find-breaks.ts';
import { type Generation, type GenerationTools, createGeneration } from './generation.ts';
import { type SupergraphGeneration, loadSupergraph, loadSupergraphInTurns } from './load-supergraph.ts';
import type { Replacement, ReplacementOptions } from './replacement.ts';

export interface Generations {
  /** The one that answers what is asked now. */
  current(): Generation;
  /**
   * Lets another supergraph answer from now on, in one step; what runs already ends as it began. Refuses, and changes nothing, where it does
   * not load, names a wing without a link, or breaks what the present one promises unless told that it may.
   */
  replace(supergraphSdl: string, options?: ReplacementOptions): Promise<Replacement>;
}

export interface GenerationsOptions extends GenerationTools {
  readonly supergraphSdl: string;
  /** Names of the wings to which a link leads. */
  readonly linked: readonly string[];
  readonly storedDocuments: StoredDocuments;
  /** Told when another generation has begun to answer. */
  readonly onReplaced: (generation: Generation) => void;
}

/** The generations of one gateway, one after another. Throws where the first supergraph does not load or names a wing without a link. */
export function createGenerations(options: GenerationsOptions): Generations {
  let current = createGeneration(
    refuseMissingLinks(loadSupergraph(options.supergraphSdl), options.linked),
    options,
  );
  let replacing: Promise<unknown> = Promise.resolve();

  async function replace(
    supergraphSdl: string,
    { allowBreaking = false }: ReplacementOptions,
  ): Promise<Replacement> {
    const digest = hash('sha256', supergraphSdl);
    if (supergraphSdl === current.supergraph.supergraphSdl) return { kind: 'unchanged', hash: digest };
    const loaded = await loadOrRefuse(supergraphSdl, options.linked);
    if (typeof loaded === 'string')
      return { kind: 'refused', hash: digest, because: 'unusable', reasons: [loaded] };

    const breaks = findBreaks(current.supergraph, loaded, options.storedDocuments);
    if (breaks.length > 0 && !allowBreaking)
      return { kind: 'refused', hash: digest, because: 'breaking', reasons: breaks };
    const next = createGeneration(loaded, options);
    const { unplanned, refused } = await prepareAgain(current, next);
    if (unplanned.length > 0)
      return { kind: 'refused', hash: digest, because: 'unusable', reasons: unplanned };
    if (refused.length > 0 && !allowBreaking)
      return { kind: 'refused', hash: digest, because: 'breaking', reasons: refused };
    current = next;
    options.onReplaced(next);
    return { kind: 'replaced', hash: digest, breaks: [...breaks, ...refused] };
  }

  return {
    current: () => current,
    replace(supergraphSdl, replacementOptions = {}) {
      const replacement = replacing.then(() => replace(supergraphSdl, replacementOptions));
      replacing = replacement.catch(() => {});
      return replacement;
    },
  };
}

function refuseMissingLinks(
  supergraph: SupergraphGeneration,
  linked: readonly string[],
): SupergraphGeneration {
  const missing = supergraph.subgraphNames.filter((name) => !linked.includes(name));
  if (missing.length > 0)
    throw new Error(`No link leads to ${missing.join(', ')}, which the supergraph names.`);
  return supergraph;
}

/** The supergraph, or why it cannot be used. */
async function loadOrRefuse(
  supergraphSdl: string,
  linked: readonly string[],
): Promise<SupergraphGeneration | string> {
  try {
    return refuseMissingLinks(await loadSupergraphInTurns(supergraphSdl), linked);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

interface PreparedAgain {
  /** What the planner cannot bear. */
  readonly unplanned: readonly string[];
  /** What was answered and no longer would be. */
  readonly refused: readonly string[];
}

/**
 * Prepares what is in use for the next generation, so that nobody waits for it after the change; requests go on in between. Gives a
 * sentence for each operation that would fare worse.
 */
async function prepareAgain(present: Generation, next: Generation): Promise<PreparedAgain> {
  const unplanned: string[] = [];
  const refused: string[] = [];
  for (const { asked, viewer } of present.inUse()) {
    const name = `The operation in use ${asked.textHash.slice(0, 12)}`;
    try {
      const prepared = next.prepare(asked, viewer);
      const reason = prepared.kind === 'refused' ? prepared.errors[0]?.message : undefined;
      if (reason !== undefined) refused.push(`${name} would be refused: ${reason}`);
    } catch (cause) {
      unplanned.push(`${name} cannot be planned: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
    await turn();
  }
  return { unplanned, refused };
}
