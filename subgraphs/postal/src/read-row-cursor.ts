import { Refusal } from '@rotunda/platform/refusal';

/** The row that a cursor of one number stands for. Refuses a cursor of another list. */
export function readRowCursor([text = '', ...more]: readonly string[]): bigint {
  if (more.length === 0 && /^\d{1,18}$/.test(text)) return BigInt(text);
  throw new Refusal('BAD_INPUT', 'This cursor is not one of ours: pass `endCursor` of the page before.');
}
