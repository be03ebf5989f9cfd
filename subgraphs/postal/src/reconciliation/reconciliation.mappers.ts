import type { Reconciliation } from './reconcile-rules.ts';

export type ReconciliationMapper = Reconciliation;
