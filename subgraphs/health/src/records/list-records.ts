import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import { Refusal } from '@rotunda/platform/refusal';
import type { Chart } from '../access/open-chart.ts';
import type { RecordList } from './record-list.ts';
import { type RecordStore, sortKeyOf } from './record-store.ts';
import type { RecordRow, StoredRecord } from './stored-record.ts';

export interface RecordConnection extends Page<StoredRecord> {
  /** Counted only where it is asked for. */
  countAll(): Promise<number>;
}

const limits = { maximum: 200, usual: 50 };

/** One page of a chart's records of one kind, newest first. Refuses kinds outside the caller's scopes. */
export async function listRecords(
  records: RecordStore,
  chart: Chart,
  list: RecordList,
  page: PageArguments,
): Promise<RecordConnection> {
  const pass = await chart.passFor(list.fhirType);
  const rows = await pageByCursor<RecordRow>(
    page,
    limits,
    (after, limit) => records.readPage(pass, list, checkedCursor(after), limit),
    sortKeyOf,
  );
  const show = (row: RecordRow): StoredRecord => ({ row, chart, language: chart.language });
  return {
    edges: rows.edges.map(({ cursor, node }) => ({ cursor, node: show(node) })),
    nodes: rows.nodes.map(show),
    pageInfo: rows.pageInfo,
    countAll: () => records.count(pass, list),
  };
}

function checkedCursor(after: readonly string[] | undefined): readonly string[] | undefined {
  if (!after) return undefined;
  const [at = '', recordId = '', ...rest] = after;
  if (recordId && rest.length === 0 && (at === '' || !Number.isNaN(Date.parse(at)))) return after;
  throw new Refusal('BAD_INPUT', 'This cursor is not one of this list: pass `endCursor` of the page before.');
}
