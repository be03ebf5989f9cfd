import { hash } from 'node:crypto';
import type { PreparedOperation, PreparedSubscription } from '../operations/prepared-operation.ts';
import type { AuditEntry } from './audit-entry.ts';
import { describeOperation } from './describe-operation.ts';

type Prepared = Pick<PreparedOperation | PreparedSubscription, 'operation' | 'explainable'>;
type Described = Pick<AuditEntry, 'document' | 'operation'>;

const described = new WeakMap<Prepared, Described>();

/** What all records of one prepared operation have in common; worked out when the first of them is made. */
export function describePrepared(prepared: Prepared): Described {
  const known = described.get(prepared);
  if (known) return known;
  const { document, schema, isDenied } = prepared.explainable;
  const text = document.loc?.source.body;
  const fresh = {
    document: text === undefined ? undefined : hash('sha256', text),
    operation: describeOperation({ document, operation: prepared.operation }, schema, isDenied),
  };
  described.set(prepared, fresh);
  return fresh;
}
