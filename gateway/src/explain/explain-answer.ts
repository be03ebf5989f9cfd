import { fragmentsOf } from '../execution/compiled/collect-fields.ts';
import type { Answer } from '../execution/answer.ts';
import type { PreparedOperation } from '../operations/prepared-operation.ts';
import { readAskedTree } from './asked-tree.ts';
import { explainNulls } from './explain-nulls.ts';

/** The answer with `extensions.why`: one root cause for each of its nulls. */
export function explainAnswer(prepared: PreparedOperation, answer: Answer): Answer {
  const { schema, document } = prepared.explainable;
  const asked = readAskedTree(schema, fragmentsOf(document), prepared.operation);
  const why = explainNulls(asked, answer.data ?? null, answer.errors);
  return { ...answer, extensions: { ...answer.extensions, why } };
}
