import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe } from '@jest/globals';

const folder = process.env['ROTUNDA_SHARED_DATA'] ?? resolve(import.meta.dirname, '../../shared/data');

/** The path of a recording kept beside the checkout, or undefined where there is none. */
export function sharedRecording(path: string): string | undefined {
  const file = join(folder, path);
  return existsSync(file) ? file : undefined;
}

/** Tests on real recordings: run where the recordings are, and reported as skipped, with the reason, where they are not. */
export function describeWithRecordings(
  name: string,
  tests: (recording: (path: string) => string) => void,
): void {
  if (!existsSync(folder)) {
    describe.skip(`${name} (skipped: no recordings in ../shared/data; set ROTUNDA_SHARED_DATA)`, () =>
      tests(() => ''));
    return;
  }
  describe(name, () => tests((path) => join(folder, path)));
}
