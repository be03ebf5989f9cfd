import type { FaultPolicy, ImportFault, ImportReport } from '@rotunda/platform/import-report';

const faultsShown = 20;

/** What to tell a person of an import: what was wrong where, then what became of the rows. */
export function describeImport(report: ImportReport, faultPolicy: FaultPolicy): readonly string[] {
  const shown = report.faults.slice(0, faultsShown).map(describeFault);
  const untold = report.faultCount - shown.length;
  return [
    ...shown,
    ...(untold > 0 ? [`and ${count(untold)} more`] : []),
    `Read ${count(report.read)}: ${count(report.loaded)} loaded, ${count(report.unchanged)} unchanged, ` +
      `${count(report.rejected)} rejected, ${count(report.blank)} blank.`,
    ...(faultPolicy === 'refuse' && report.faultCount > 0
      ? ['Nothing was loaded. Correct the lines above, or load the good ones with --on-error skip.']
      : []),
  ];
}

function describeFault({ file, line, message }: ImportFault): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

function count(rows: number): string {
  return rows.toLocaleString('en-US');
}
