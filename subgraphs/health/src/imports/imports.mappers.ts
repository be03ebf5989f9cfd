import type { ImportFile, ImportJob, ImportLedgerEntry } from '../generated/prisma/client.ts';
import type { LedgerConnection } from './list-ledger.ts';

export type ImportJobMapper = ImportJob;
export type ImportFileMapper = ImportFile;
export type ImportLedgerEntryMapper = ImportLedgerEntry;
export type ImportLedgerConnectionMapper = LedgerConnection;
/** Computed from the ledger when one of its counts is asked for. */
export type ImportReconciliationMapper = ImportJob;
