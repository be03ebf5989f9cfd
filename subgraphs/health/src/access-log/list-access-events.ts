import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import { Refusal } from '@rotunda/platform/refusal';
import type { Chart } from '../access/open-chart.ts';
import type { AccessEventFilter, AccessLogReader, StoredAccessEvent } from './access-log-reader.ts';

export interface AccessLogConnection extends Page<StoredAccessEvent> {
  countAll(): Promise<number>;
}

const limits = { maximum: 200, usual: 50 };

/** Who looked at a chart, for the patient alone; that the log was read is logged too. Refuses everybody else. */
export async function listAccessEvents(
  reader: AccessLogReader,
  chart: Chart,
  page: PageArguments,
): Promise<AccessLogConnection> {
  if (chart.access.basis !== 'SELF') {
    throw new Refusal('FORBIDDEN', 'Only the patient reads the log of their own chart.');
  }
  await chart.passFor('AuditEvent');
  return pageOfEvents(reader, { patientId: chart.patientId }, page);
}

/** Access events of any patients, newest first. Who may ask is the schema's matter. */
export async function pageOfEvents(
  reader: AccessLogReader,
  filter: AccessEventFilter,
  page: PageArguments,
): Promise<AccessLogConnection> {
  const events = await pageByCursor<StoredAccessEvent>(
    page,
    limits,
    (after, limit) => reader.readPage(filter, checkedCursor(after), limit),
    ({ at, log, sequence }) => [at.toISOString(), log, String(sequence)],
  );
  return { ...events, countAll: () => reader.count(filter) };
}

function checkedCursor(after: readonly string[] | undefined): readonly string[] | undefined {
  if (!after) return undefined;
  const [at = '', , sequence = '', ...rest] = after;
  if (rest.length === 0 && !Number.isNaN(Date.parse(at)) && /^\d{1,18}$/.test(sequence)) return after;
  throw new Refusal('BAD_INPUT', 'This cursor is not one of this list: pass `endCursor` of the page before.');
}
