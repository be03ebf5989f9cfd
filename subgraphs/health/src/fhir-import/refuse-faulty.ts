import type { ImportFault } from '@rotunda/platform/import-report';
import { validateResource } from '../fhir/validate-resource.ts';
import type { Issue } from '../fhir/issue.ts';
import { arrivalsOf } from './arrival.ts';
import { sentenceOf } from './finish-job.ts';
import type { FhirImportReport } from './import-fhir.ts';
import type { SourcePosition } from './outcome.ts';
import { readLine, tooLong } from './read-line.ts';
import { readSourceFile, type SourceLine } from './read-source-file.ts';
import type { SourceFile } from './source-files.ts';

const faultsKept = 100;

/** Reads all files without loading anything; a report of nothing loaded if any line is bad, undefined if all are good. */
export async function refuseFaulty(
  files: readonly SourceFile[],
  signal: AbortSignal | undefined,
): Promise<FhirImportReport | undefined> {
  const faults: ImportFault[] = [];
  let faultCount = 0;
  let read = 0;
  let blank = 0;
  for (const file of files) {
    for await (const lines of readSourceFile(file.path, () => undefined)) {
      signal?.throwIfAborted();
      for (const source of lines) {
        read += 1;
        const issues = faultsIn(source, {
          jobId: '',
          file: file.number,
          line: source.line,
          entry: 0,
          byteOffset: source.byteOffset,
        });
        if (issues === 'blank') blank += 1;
        else if (issues.length > 0) {
          faultCount += 1;
          if (faults.length < faultsKept)
            faults.push({ file: file.name, line: source.line, message: sentenceOf(issues) });
        }
      }
    }
  }
  if (faultCount === 0) return undefined;
  return {
    jobId: undefined,
    read,
    blank,
    loaded: 0,
    unchanged: 0,
    pending: 0,
    rejected: read - blank,
    faults,
    faultCount,
  };
}

function faultsIn({ bytes, isTooLong }: SourceLine, at: SourcePosition): readonly Issue[] | 'blank' {
  const line = isTooLong ? tooLong(at) : readLine(bytes, at);
  if (line.kind === 'settled') return line.row.outcome === 'BLANK' ? 'blank' : line.row.issues;
  const inEntries = line.kind === 'bundle' ? line.refusedEntries.flatMap(({ issues }) => issues) : [];
  const inResources = arrivalsOf(line).flatMap(({ resource, content }) =>
    validateResource(resource, content),
  );
  return [...inEntries, ...inResources].filter(({ severity }) => severity === 'error');
}
