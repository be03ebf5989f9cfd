import { stat } from 'node:fs/promises';
import type { ImportFault, ImportReport, ImportRequest } from '@rotunda/platform/import-report';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Airspace } from './airspace.ts';
import { createAirspaceStore } from './airspace-store.ts';
import { createAirspaceCompleter } from './import/complete-airspace.ts';
import { readAirspaceText, readText } from './import/read-airspace-file.ts';

const faultsShown = 100;

interface Reading {
  readonly airspaces: Airspace[];
  readonly faults: ImportFault[];
  read: number;
  blank: number;
}

async function readFiles({ files, progress, signal }: ImportRequest): Promise<Reading> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  progress.expect(sizes.reduce((sum, size) => sum + size, 0));
  const complete = createAirspaceCompleter();
  const reading: Reading = { airspaces: [], faults: [], read: 0, blank: 0 };
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    const rowsBefore = reading.read;
    readInto(reading, file, await readText(file), complete);
    progress.advance(sizes[index] ?? 0, reading.read - rowsBefore);
  }
  return reading;
}

function readInto(
  reading: Reading,
  file: string,
  text: string,
  complete: ReturnType<typeof createAirspaceCompleter>,
): void {
  const features = readAirspaceText(text);
  if ('message' in features) {
    reading.read += 1;
    reading.faults.push({ file, ...features });
    return;
  }
  const updatedAtMs = Date.now();
  for (const [index, feature] of features.entries()) {
    reading.read += 1;
    if (feature.found === 'NOTHING') {
      reading.blank += 1;
      continue;
    }
    const outcome =
      feature.found === 'FAULT' ? feature.message : complete(feature.airspace, { file, updatedAtMs });
    if (typeof outcome === 'string') {
      reading.faults.push({ file, line: feature.line, message: `Feature ${index + 1}: ${outcome}` });
    } else {
      reading.airspaces.push(outcome);
    }
  }
}

async function save(databaseUrl: string, airspaces: readonly Airspace[]): Promise<number> {
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(databaseUrl, { maxConnections: 1 }) });
  try {
    return await createAirspaceStore(prisma).save(airspaces);
  } finally {
    await prisma.$disconnect();
  }
}

/** Loads airspace from GeoJSON, FAA XNOTAM, KML and AIXM 5.1 files, gzip or not, all in one transaction; loading the same files again changes nothing. A file that cannot be read at all counts as one rejected row; features without any outline count as blank. Under `refuse` one fault rejects every row. */
export async function importAirspace(request: ImportRequest): Promise<ImportReport> {
  const { airspaces, faults, read, blank } = await readFiles(request);
  const told = { read, blank, faults: faults.slice(0, faultsShown), faultCount: faults.length };
  if (request.faultPolicy === 'refuse' && faults.length > 0) {
    return { ...told, loaded: 0, unchanged: 0, rejected: read - blank };
  }
  const loaded = airspaces.length === 0 ? 0 : await save(request.databaseUrl, airspaces);
  return { ...told, loaded, unchanged: airspaces.length - loaded, rejected: faults.length };
}
