import { describe, expect, test } from '@jest/globals';
import { describeImport } from './describe-import.ts';

function aReport(faultCount: number) {
  const faults = Array.from({ length: faultCount }, (_, index) => ({
    file: 'sites.csv',
    line: index + 2,
    message: 'the ZIP Code has four digits',
  }));
  return { read: 1_000, loaded: 0, unchanged: 0, rejected: faultCount, blank: 0, faults, faultCount };
}

describe('the words after an import', () => {
  test('name the first twenty faults with file and line, and count the rest', () => {
    const lines = describeImport(aReport(25), 'refuse');

    expect(lines[0]).toBe('sites.csv:2: the ZIP Code has four digits');
    expect(lines[20]).toBe('and 5 more');
    expect(lines[21]).toBe('Read 1,000: 0 loaded, 0 unchanged, 25 rejected, 0 blank.');
  });

  test('say under refuse that nothing was loaded and how to load the good rows', () => {
    expect(describeImport(aReport(1), 'refuse').at(-1)).toContain('--on-error skip');
    expect(describeImport(aReport(1), 'skip').at(-1)).toMatch(/^Read /);
  });

  test('say so, too, where a whole file and not a line is at fault', () => {
    const report = { ...aReport(1), read: 0, rejected: 0 };

    expect(describeImport(report, 'refuse').at(-1)).toContain('Nothing was loaded.');
  });

  test('leave the line out where the whole file is at fault', () => {
    const report = {
      ...aReport(1),
      faults: [{ file: 'sites.csv', line: undefined, message: 'it is empty' }],
    };

    expect(describeImport(report, 'skip')[0]).toBe('sites.csv: it is empty');
  });
});
