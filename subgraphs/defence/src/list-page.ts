import type { Page } from '@rotunda/platform/page-by-cursor';

/** A page as the generated types want it: lists that the executor may call its own. */
export function listPage<Row>({ nodes, pageInfo, totalCount }: Page<Row> & { readonly totalCount: number }) {
  return { nodes: [...nodes], pageInfo, totalCount };
}
