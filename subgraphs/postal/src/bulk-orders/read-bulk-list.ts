import type { InputFault } from '../orders/order-wish.ts';
import type { BulkList } from './bulk-list.ts';

/** Rows of one list at most. */
const rowsAtMost = 500;

/** What is wrong with a list as a whole. Asks nobody: a pure reading. */
export function faultsOfList({ rows, channel, agent }: BulkList): InputFault[] {
  const faults: InputFault[] = [];
  if (rows.length < 1 || rows.length > rowsAtMost) faults.push({ text: 'input.ROWS', path: ['rows'] });
  if (channel === 'WEB') faults.push({ text: 'input.CHANNEL', path: ['channel'] });
  if (!isName(agent, 80)) faults.push({ text: 'input.AGENT', path: ['agent'] });
  return [...faults, ...faultsOfReferences(rows.slice(0, rowsAtMost))];
}

function faultsOfReferences(rows: BulkList['rows']): InputFault[] {
  const seen = new Set<string>();
  return rows.flatMap(({ externalReference }, index): InputFault[] => {
    const isOwn = isName(externalReference, 64) && !seen.has(externalReference);
    seen.add(externalReference);
    return isOwn ? [] : [{ text: 'input.REFERENCE', path: ['rows', String(index), 'externalReference'] }];
  });
}

function isName(text: string, longest: number): boolean {
  return text.trim().length > 0 && text.length <= longest;
}
