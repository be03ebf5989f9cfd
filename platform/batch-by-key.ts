import DataLoader from 'dataloader';

/**
 * A read of one row by key that is batched within a request: all keys asked in the same tick become one query.
 * The rows may come back in any order; a key without a row gives undefined, and a key with several rows gives the first.
 */
export function batchByKey<Key extends string | number, Row>(
  readRows: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): (key: Key) => Promise<Row | undefined> {
  const loader = new DataLoader<Key, Row | undefined>(async (keys) => {
    const rowByKey = new Map<Key, Row>();
    for (const row of await readRows(keys)) {
      const key = keyOf(row);
      if (!rowByKey.has(key)) rowByKey.set(key, row);
    }
    return keys.map((key) => rowByKey.get(key));
  });
  return (key) => loader.load(key);
}

/** The same for a one-to-many read: a key without rows gives an empty list; the order of the query is kept within a key. */
export function batchListsByKey<Key extends string | number, Row>(
  readRows: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): (key: Key) => Promise<readonly Row[]> {
  const loader = new DataLoader<Key, readonly Row[]>(async (keys) => {
    const rowsByKey = new Map<Key, Row[]>();
    for (const row of await readRows(keys)) {
      const rows = rowsByKey.get(keyOf(row));
      if (rows) rows.push(row);
      else rowsByKey.set(keyOf(row), [row]);
    }
    return keys.map((key) => rowsByKey.get(key) ?? []);
  });
  return (key) => loader.load(key);
}
