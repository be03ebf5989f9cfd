import { Refusal } from '@rotunda/platform/refusal';
import { isUuid } from './is-uuid.ts';

/** The last row of a page in a list by time: its instant and its id. */
interface TimeCursor {
  readonly at: Date;
  readonly id: string;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The place in a list by time after which the next page begins; undefined for the first page. Refuses a cursor of another list. */
export function readTimeCursor(after: readonly string[] | undefined): TimeCursor | undefined {
  if (!after) return undefined;
  const [text = '', id = '', ...more] = after;
  const at = new Date(instant.test(text) ? text : Number.NaN);
  if (more.length > 0 || !isUuid(id) || Number.isNaN(at.getTime())) throw foreignCursor();
  return { at, id };
}

/** The refusal of a cursor that another list, or nobody, gave. */
export function foreignCursor(): Refusal {
  return new Refusal(
    'BAD_INPUT',
    'This cursor is not one of this list: pass `endCursor` of the page before.',
  );
}
