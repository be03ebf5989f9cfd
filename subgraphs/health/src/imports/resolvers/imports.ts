import { Refusal } from '@rotunda/platform/refusal';
import type { QueryResolvers, Resolvers } from '../../generated/resolvers-types.ts';
import { outcomeOf, stateOf } from '../import-vocabulary.ts';
import { issuesOf } from '../ledger-issues.ts';
import { listLedger } from '../list-ledger.ts';

export const importJob: NonNullable<QueryResolvers['importJob']> = async (
  _root,
  { id },
  { importJobs: jobs },
) => (await jobs.find(id)) ?? null;

export const importJobs: NonNullable<QueryResolvers['importJobs']> = async (
  _root,
  { state, first },
  { importJobs: jobs },
) => {
  const limit = first ?? 20;
  if (limit < 1 || limit > 100) throw new Refusal('BAD_INPUT', 'Ask for 1 to 100 imports with `first`.');
  return [...(await jobs.list(state ?? undefined, limit))];
};

export const ImportJob: NonNullable<Resolvers['ImportJob']> = {
  id: ({ importJobId }) => importJobId,
  state: ({ state }) => stateOf(state),
  progress: ({ bytesTotal, bytesRead, linesRead, resourcesRead }) => ({
    bytesTotal: Number(bytesTotal),
    bytesRead: Number(bytesRead),
    linesRead,
    resourcesRead,
    percent: bytesTotal === 0n ? 100 : (Number(bytesRead) / Number(bytesTotal)) * 100,
  }),
  files: async ({ importJobId }, _arguments, { importFiles }) => [...(await importFiles.ofJob(importJobId))],
  ledger: ({ importJobId }, { outcome, ...page }, { importJobs: jobs }) =>
    listLedger(jobs, importJobId, outcome ?? undefined, page),
  reconciliation: (job) => job,
};

export const ImportFile: NonNullable<Resolvers['ImportFile']> = {
  bytes: ({ bytes }) => Number(bytes),
  lines: ({ linesDone }) => linesDone,
};

export const ImportLedgerEntry: NonNullable<Resolvers['ImportLedgerEntry']> = {
  file: async ({ importJobId, fileNumber }, _arguments, { importFiles }) =>
    (await importFiles.nameOf(importJobId, fileNumber)) ?? '',
  byteOffset: ({ byteOffset }) => Number(byteOffset),
  outcome: ({ outcome }) => outcomeOf(outcome),
  issues: ({ issues }) => issuesOf(issues),
};

export const ImportLedgerConnection: NonNullable<Resolvers['ImportLedgerConnection']> = {
  edges: ({ edges }) => [...edges],
  nodes: ({ nodes }) => [...nodes],
  totalCount: (connection) => connection.countAll(),
};

export const ImportReconciliation: NonNullable<Resolvers['ImportReconciliation']> = {
  accountedFor: ({ importJobId }, _arguments, { importJobs: jobs }) =>
    jobs.countLedger(importJobId, undefined),
  balanced: async ({ importJobId, linesRead, hashMismatches }, _arguments, { importJobs: jobs }) =>
    hashMismatches === 0 && (await jobs.countLedger(importJobId, undefined)) === linesRead,
  outcomes: async ({ importJobId }, _arguments, { importJobs: jobs }) =>
    (await jobs.countOutcomes(importJobId)).map(({ outcome, lines }) => ({
      outcome: outcomeOf(outcome),
      lines,
    })),
};
