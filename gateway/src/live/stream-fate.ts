import { validate } from 'graphql';
import type { DeniedField } from '../access/denied-field.ts';
import type { Generation, PreparedFor } from '../supergraph/generation.ts';

/** A stream as it was prepared when it began. */
export interface StreamBegun extends PreparedFor {
  readonly denied: readonly DeniedField[];
}

/** What becomes of a stream under a later generation: it goes on, or its reader may see less of it now, or its fields are gone. */
export type StreamFate = 'goes-on' | 'withheld' | 'gone';

/** The fate of a stream by what its document would be now for its reader. */
export function fateOfStream(
  { asked, viewer, denied }: StreamBegun,
  { prepare, supergraph }: Generation,
): StreamFate {
  const now = prepare(asked, viewer);
  if (now.kind !== 'live') {
    // For those to whom the graph hides what they may not ask, a field withheld is an unknown field.
    return validate(supergraph.clientSchema, asked.document).length === 0 ? 'withheld' : 'gone';
  }
  const before = new Set(denied.map(keyOf));
  return now.denied.every((field) => before.has(keyOf(field))) ? 'goes-on' : 'withheld';
}

function keyOf({ path }: DeniedField): string {
  return path.join('.');
}
