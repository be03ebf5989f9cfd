import type { DeferredPlace } from '../compiled/shape-run.ts';

/** The deferred fragments that an answer still owes. */
export interface Turns {
  add(places: readonly DeferredPlace[]): void;
  isEmpty(): boolean;
  /** Resolves as soon as something has arrived, with all that has; the places of one fragment together. Rejects for a fault. */
  takeArrived(): Promise<readonly (readonly DeferredPlace[])[]>;
}

/** Turns in the order in which what the fragments asked arrives; a fragment for which nothing is asked has arrived already. */
export function createTurns(arrivalOf: (label: string) => Promise<void> | undefined): Turns {
  const waiting = new Map<string, DeferredPlace[]>();
  const arrived = new Set<string>();

  return {
    add(places) {
      for (const place of places) {
        const known = waiting.get(place.label);
        if (known) known.push(place);
        else waiting.set(place.label, [place]);
      }
    },

    isEmpty: () => waiting.size === 0,

    async takeArrived() {
      const noted = [...waiting.keys()].map(async (label) => {
        await arrivalOf(label);
        arrived.add(label);
      });
      await Promise.race(noted);
      const taken = [...waiting].filter(([label]) => arrived.has(label));
      for (const [label] of taken) waiting.delete(label);
      return taken.map(([, places]) => places);
    },
  };
}
