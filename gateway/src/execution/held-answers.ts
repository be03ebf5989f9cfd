import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { LRUCache } from 'lru-cache';
import type { AskWing, Fetch } from './ask-wing.ts';
import { type Pace, createPace } from './pace.ts';
import { readSubgraphResult } from './subgraph-result.ts';
import { variationOf } from './variation-of.ts';

/** An answer of which its wing said that it stands for a while. */
interface HeldAnswer {
  readonly text: string;
  readonly until: number;
  readonly pace: Pace;
}

/** One document of a wing, and what is held of it by all that the answer may differ by. */
interface HeldDocument {
  readonly variesBy: readonly string[];
  readonly answers: LRUCache<string, HeldAnswer>;
}

/** However long a wing says: what it said cannot be taken back. */
const longestMs = 10_000;
const heldAtMost = 100;

/**
 * Asks a wing, and gives an answer of which the wing said that it stands for a while to whoever asks the same meanwhile: the same document in the
 * same language, alike in all that the answer may differ by. As many as the wing said ask it all the same. Never an answer with errors, and
 * never for longer than the wing said.
 */
export function holdAnswers(ask: AskWing, now: () => number = () => performance.now()): AskWing {
  const documents = new LRUCache<string, HeldDocument>({ max: heldAtMost });

  /** What is held for this fetch; an answer whose time is over is dropped. */
  function find(document: string, variation: string): HeldAnswer | undefined {
    const held = documents.get(document)?.answers.get(variation);
    if (!held || now() < held.until) return held;
    drop(document, variation);
    return undefined;
  }

  function drop(document: string, variation: string): void {
    const answers = documents.get(document)?.answers;
    answers?.delete(variation);
    if (answers?.size === 0) documents.delete(document);
  }

  function hold(fetch: Fetch, languages: string | undefined, { standing, ...answer }: SubgraphResult): void {
    if (!standing || answer.errors) return;
    const { variesBy } = standing;
    const known = documents.get(fetch.document);
    const answers =
      known && known.variesBy.join() === variesBy.join()
        ? known.answers
        : new LRUCache<string, HeldAnswer>({ max: heldAtMost });
    if (known?.answers !== answers) documents.set(fetch.document, { variesBy, answers });
    const variation = variationOf(fetch, languages, variesBy);
    const pace = answers.get(variation)?.pace ?? createPace(now());
    pace.set(standing.askPerSecond);
    const until = now() + Math.min(standing.ms, longestMs);
    answers.set(variation, { text: JSON.stringify(answer), until, pace });
  }

  return async (fetch, request) => {
    const { document } = fetch;
    const { languages } = request;
    const known = documents.size > 0 ? documents.get(document) : undefined;
    const variation = known && variationOf(fetch, languages, known.variesBy);
    const held = variation === undefined ? undefined : find(document, variation);
    if (held && !held.pace.mayAsk(now())) return readSubgraphResult(JSON.parse(held.text));

    const result = await ask(fetch, request);
    if (!result.standing) return result;
    hold(fetch, languages, result);
    return { ...result, standing: undefined };
  };
}
