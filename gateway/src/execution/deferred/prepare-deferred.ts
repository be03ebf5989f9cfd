import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { Viewer } from '@rotunda/platform/viewer';
import { createFieldAccess } from '../../access/field-access.ts';
import { filterOperation } from '../../access/filter-operation.ts';
import type { PreparedOperation } from '../../operations/prepared-operation.ts';
import type { SupergraphGeneration } from '../../supergraph/load-supergraph.ts';
import type { AskWing } from '../ask-wing.ts';
import { type RunDeferred, compileDeferred } from './compile-deferred.ts';
import { expandDefers } from './expand-defers.ts';
import { planInParts } from './plan-in-parts.ts';

/** The runner of a prepared operation in parts; undefined where it defers nothing under these variables. */
export type PrepareDeferred = (
  supergraph: SupergraphGeneration,
  prepared: PreparedOperation,
  viewer: Viewer,
  coerced: Readonly<Record<string, unknown>>,
) => RunDeferred | undefined;

/** One variant for each set of fragments that the conditions of an operation's `@defer` leave deferred. */
const variantsKept = 16;

/** Prepares once for all viewers of one access profile, as the operation itself was; what it made dies with it. */
export function createDeferredPreparer(
  wings: Readonly<Record<string, AskWing>>,
  reportFault: ReportFault,
): PrepareDeferred {
  const variants = new WeakMap<PreparedOperation, Map<string, RunDeferred | undefined>>();

  return (supergraph, prepared, viewer, coerced) => {
    const { explainable, operation } = prepared;
    const known = variants.get(prepared) ?? new Map<string, RunDeferred | undefined>();
    variants.set(prepared, known);
    const key = conditionsOf(prepared, coerced);
    if (known.has(key)) return known.get(key);

    const expanded = expandDefers(explainable.document, operation, coerced);
    if (known.size >= variantsKept) known.clear();
    known.set(key, expanded.labels.size === 0 ? undefined : compile());
    return known.get(key);

    function compile(): RunDeferred | undefined {
      const { schema, isDenied } = explainable;
      const rules = { schema: supergraph.clientSchema, access: supergraph.access };
      const filtered = filterOperation(
        expanded.document,
        expanded.operation,
        supergraph.clientSchema,
        createFieldAccess(viewer, rules),
      );
      const plan = planInParts(supergraph, filtered.document, operation.name?.value);
      const deferring = plan && { expanded, plan, filtered, schema, isDenied };
      return deferring && compileDeferred(deferring, supergraph.supergraphSchema, wings, reportFault);
    }
  };
}

/** The values of the boolean variables, one of which may decide what is deferred. */
function conditionsOf({ operation }: PreparedOperation, coerced: Readonly<Record<string, unknown>>): string {
  return (operation.variableDefinitions ?? [])
    .map(({ variable }) => coerced[variable.name.value])
    .map((value) => (value === true ? '1' : value === false ? '0' : '-'))
    .join('');
}
