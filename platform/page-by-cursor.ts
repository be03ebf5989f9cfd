import { Refusal } from './refusal.ts';

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Page<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * One page of a keyset connection. `read` gets the sort key to start after and how many rows to return; one more than the
 * page holds is asked, to know whether there is a next page. Refuses a `first` outside 1..maximum and a foreign cursor.
 */
export async function pageByCursor<Row>(
  page: PageArguments,
  limits: { readonly maximum: number; readonly usual: number },
  read: (after: readonly string[] | undefined, limit: number) => Promise<readonly Row[]>,
  sortKeyOf: (row: Row) => readonly string[],
): Promise<Page<Row>> {
  const first = page.first ?? limits.usual;
  if (!Number.isInteger(first) || first < 1 || first > limits.maximum) {
    throw new Refusal('BAD_INPUT', `Ask for 1 to ${limits.maximum} items with \`first\`.`);
  }
  const rows = await read(page.after ? decodeCursor(page.after) : undefined, first + 1);
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: encodeCursor(sortKeyOf(node)), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: page.after != null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function encodeCursor(sortKey: readonly string[]): string {
  return Buffer.from(JSON.stringify(sortKey)).toString('base64url');
}

function decodeCursor(cursor: string): readonly string[] {
  const foreign = () =>
    new Refusal('BAD_INPUT', 'This cursor is not one of ours: pass `endCursor` of the page before.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw foreign();
  }
  if (!Array.isArray(parsed) || !parsed.every((part) => typeof part === 'string')) throw foreign();
  return parsed;
}
