import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { connectClient } from '@rotunda/platform/connect-client';
import type { ImportFault, ImportReport, ImportRequest } from '@rotunda/platform/import-report';
import { readAddressFile } from './register-import/read-address-file.ts';
import type { RegistrySource } from './address-check.ts';
import { type RegisterLoader, createRegisterLoader } from './register-import/register-loader.ts';
import type { SourceRecord } from './register-import/source-record.ts';
import { stageAddress } from './register-import/stage-address.ts';

interface Counts {
  read: number;
  staged: number;
  rejected: number;
  blank: number;
  faultCount: number;
  readonly faults: ImportFault[];
}

const faultsKept = 1_000;
const rowsPerReport = 1_000;

/**
 * Loads files of addresses into the register in one transaction: National Address Database, OpenAddresses (CSV or
 * line-delimited GeoJSON) and city files, plain or gzip. A file loaded again changes nothing. Under `refuse` one bad row
 * stops all, and the good ones count as unchanged.
 */
export async function importAddresses(request: ImportRequest): Promise<ImportReport> {
  const client = await connectClient(request.databaseUrl);
  try {
    await client.query('BEGIN');
    const loader = await createRegisterLoader(client);
    const counts = await stageFiles(request, loader);
    const isRefused = request.faultPolicy === 'refuse' && counts.faultCount > 0;
    if (isRefused) await loader.discard();
    const loaded = isRefused ? 0 : await loader.merge();
    request.signal?.throwIfAborted();
    await client.query(isRefused ? 'ROLLBACK' : 'COMMIT');
    return reportOf(counts, loaded);
  } finally {
    // Ending the connection also rolls back what a fault left open.
    await client.end();
  }
}

async function stageFiles(request: ImportRequest, loader: RegisterLoader): Promise<Counts> {
  const { files, progress, signal } = request;
  const sizes = await Promise.all(files.map((file) => sizeOf(file)));
  progress.expect(sizes.reduce((sum, size) => sum + size, 0));
  const counts: Counts = { read: 0, staged: 0, rejected: 0, blank: 0, faultCount: 0, faults: [] };
  for (const file of files) {
    const sources = new Map<string, RegistrySource>();
    for await (const record of readAddressFile(file, (bytes) => progress.advance(bytes, 0))) {
      signal?.throwIfAborted();
      if (record.kind === 'ADDRESS') await stage(record, { file, counts, loader, sources });
      else count(record, file, counts);
      if (counts.read % rowsPerReport === 0 && record.kind !== 'FILE_FAULT')
        progress.advance(0, rowsPerReport);
    }
  }
  progress.advance(0, counts.read % rowsPerReport);
  return counts;
}

interface Staging {
  readonly file: string;
  readonly counts: Counts;
  readonly loader: RegisterLoader;
  readonly sources: Map<string, RegistrySource>;
}

async function stage(
  record: Extract<SourceRecord, { kind: 'ADDRESS' }>,
  { file, counts, loader, sources }: Staging,
): Promise<void> {
  const staged = stageAddress(record.address);
  if (typeof staged === 'string')
    return count({ kind: 'FAULT', line: record.line, message: staged }, file, counts);
  counts.read += 1;
  counts.staged += 1;
  const { dataset, licence } = record.format;
  const source = sources.get(dataset) ?? { dataset, version: basename(file), licence };
  sources.set(dataset, source);
  await loader.add(staged, source);
}

function count(record: Exclude<SourceRecord, { kind: 'ADDRESS' }>, file: string, counts: Counts): void {
  if (record.kind !== 'FILE_FAULT') counts.read += 1;
  if (record.kind === 'BLANK') {
    counts.blank += 1;
    return;
  }
  if (record.kind === 'FAULT') counts.rejected += 1;
  counts.faultCount += 1;
  if (counts.faults.length < faultsKept)
    counts.faults.push({ file, line: record.line, message: record.message });
}

function reportOf(
  { read, staged, rejected, blank, faults, faultCount }: Counts,
  loaded: number,
): ImportReport {
  return { read, loaded, unchanged: staged - loaded, rejected, blank, faults, faultCount };
}

async function sizeOf(file: string): Promise<number> {
  // A file that is not there is told of when its turn comes.
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
