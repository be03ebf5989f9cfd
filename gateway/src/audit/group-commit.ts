export interface GroupCommit<Item, Result> {
  /** Resolves with what its commit made of the item. */
  add(item: Item): Promise<Result>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

/**
 * Gathers what comes while one commit is under way into the next. `commit` gives one result for each item, in order. Nothing waits
 * on a timer: an item that finds nothing under way is committed with those of the same turn of the event loop.
 */
export function createGroupCommit<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const results = await commit(group.map(({ item }) => item));
        if (results.length !== group.length)
          throw new Error('A commit gives one result for each item, in order.');
        results.forEach((result, index) => group[index]?.resolve(result));
      } catch (cause) {
        group.forEach(({ reject }) => reject(cause));
      }
    }
    running = undefined;
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      }),
    idle: async () => running,
  };
}
