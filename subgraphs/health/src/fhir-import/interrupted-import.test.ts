import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { demonstrationNdjson } from '../demonstration/demonstration-ndjson.ts';
import { type ImportBench, openImportBench } from './import-in-test.ts';

const records = 'SELECT fhir_type, fhir_id, version_id, content_hash FROM record ORDER BY fhir_type, fhir_id';
const ledger = 'SELECT line, outcome, source_hash, stored_hash FROM import_ledger ORDER BY line, entry';

test('an import that is killed and run again ends as one that was not', async () => {
  const [killed, unbroken] = await Promise.all([openImportBench(), openImportBench()]);
  try {
    const file = await killed.file(
      'charts.ndjson',
      [...demonstrationNdjson({ patients: 100, seed: 7 })].join(''),
    );
    await importAndKill(killed, file);
    const before = await killed.client.query('SELECT lines_read FROM import_job');

    const report = await killed.importFiles([file]);
    await unbroken.importFiles([file]);

    expect(before.rows[0]?.lines_read).toBeGreaterThan(0);
    expect(before.rows[0]?.lines_read).toBeLessThan(report.read);
    expect((await killed.client.query('SELECT state FROM import_job')).rows).toEqual([
      { state: 'COMPLETED' },
    ]);
    for (const question of [records, ledger]) {
      expect((await killed.client.query(question)).rows).toEqual(
        (await unbroken.client.query(question)).rows,
      );
    }
  } finally {
    await Promise.all([killed.close(), unbroken.close()]);
  }
});

test('an import that is told to stop pauses, and goes on when it is asked again', async () => {
  const bench = await openImportBench();
  try {
    const file = await bench.file(
      'charts.ndjson',
      [...demonstrationNdjson({ patients: 80, seed: 7 })].join(''),
    );
    const stop = new AbortController();
    const progress = {
      expect: () => undefined,
      advance: (_bytes: number, rows: number) => rows > 0 && stop.abort(),
    };

    await expect(bench.importFiles([file], { signal: stop.signal, progress })).rejects.toThrow();
    expect((await bench.client.query('SELECT state FROM import_job')).rows).toEqual([{ state: 'PAUSED' }]);
    const report = await bench.importFiles([file]);

    expect(report.loaded).toBe(report.read);
    expect((await bench.client.query('SELECT state FROM import_job')).rows).toEqual([{ state: 'COMPLETED' }]);
  } finally {
    await bench.close();
  }
});

/** Kills the importer as soon as it has told of its first committed rows. */
async function importAndKill(bench: ImportBench, file: string): Promise<void> {
  const importer = pathToFileURL(new URL('./import-fhir.ts', import.meta.url).pathname).href;
  const script = await bench.file(
    'import.mjs',
    `import { importFhir } from ${JSON.stringify(importer)};
     const progress = { expect() {}, advance(_bytes, rows) { if (rows > 0) console.log(rows); } };
     await importFhir({ databaseUrl: process.argv[2], files: [process.argv[3]], faultPolicy: 'skip', progress });`,
  );
  const child = spawn(
    process.execPath,
    ['--import', '@rotunda/platform/strip-types', script, bench.url, file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  const [first] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  expect(Number(first)).toBeGreaterThan(0);
  child.kill('SIGKILL');
  await ended;
}
