import { createHash } from 'node:crypto';
import type { FileLine } from './read-lines.ts';
import { type RecordLine, isWholeLine } from './record-line.ts';
import { longestWriteBytes } from './zeroed-file.ts';

/** Bytes that a crash left of what was being written; the next `opened` record says how many there were, and their SHA-256 in hexadecimal. */
export interface TornBytes {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes between two records. */
export interface Suspect extends TornBytes {
  /** Whether a crash can have left them. */
  readonly isTorn: boolean;
  /** Whether there are zeros among them: sectors of one write that a loss of power kept from the disk, while it has others behind them. */
  readonly hasGap: boolean;
  /** Whether a record can follow that was in the same write. */
  readonly mayGoOn: boolean;
}

export interface SuspectGathering {
  /** Takes one line, with the record that it is. */
  add(line: FileLine, record?: RecordLine): void;
  seen(): Suspect;
}

/** Gathers the bytes between two records, the line feeds within them included and the last one not. */
export function gatherSuspect(): SuspectGathering {
  const hash = createHash('sha256');
  let bytes = -1;
  let isAltered = false;
  let hasGap = false;
  return {
    add(line, record) {
      const isFirst = bytes < 0;
      if (!isFirst) hash.update('\n');
      hash.update(line.bytes);
      bytes += line.bytes.length + 1;
      const gaps = gapsOf(line.bytes);
      // A crash leaves the beginning of a line, never a whole one that is wrong, and it takes whole sectors.
      isAltered ||= !record && isWholeLine(line.bytes);
      isAltered ||= gaps.some((gap) => !isOfSectors(gap, line.start, isFirst));
      hasGap ||= gaps.length > 0;
    },
    seen() {
      const isOneWrite = hasGap && bytes <= longestWriteBytes;
      const isTorn = !isAltered && (isOneWrite || !hasGap);
      return { bytes, sha256: hash.copy().digest('hex'), isTorn, hasGap, mayGoOn: isTorn && isOneWrite };
    },
  };
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Runs of zeros, which no record has in it. */
function gapsOf(line: Buffer): readonly Gap[] {
  const gaps: Gap[] = [];
  for (let from = line.indexOf(0); from !== -1; from = line.indexOf(0, from)) {
    const length = line.subarray(from).findIndex((byte) => byte !== 0);
    const to = length === -1 ? line.length : from + length;
    gaps.push({ from, to });
    from = to;
  }
  return gaps;
}

/** The least that a disk writes at once, in bytes: what it has of a write begins and ends with one. */
const sectorBytes = 512;

/** Whether a gap ends with a sector and begins with one, or with what was being written. */
function isOfSectors({ from, to }: Gap, start: number, isFirst: boolean): boolean {
  const beginsThere = (start + from) % sectorBytes === 0 || (isFirst && from === 0);
  return beginsThere && (start + to) % sectorBytes === 0;
}
