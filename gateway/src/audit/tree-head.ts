import type { SigningKey } from '@rotunda/platform/signing-keys';
import type { JSONWebKeySet } from 'jose';
import { type CompactRange, createCompactRange, rootOfPeaks } from './compact-range.ts';
import { firstPreviousHash } from './record-line.ts';
import { createStatementReader, signStatement } from './signed-statement.ts';

/** How far a log has come; enough to go on from there without reading what is before. */
export interface LogPosition {
  readonly tree: CompactRange;
  /** Hash of the last record in hexadecimal. */
  readonly previousHash: string;
}

/** What the log's owner signed: at this time it had these records and no others. */
export interface TreeHead {
  readonly at: string;
  readonly size: number;
  readonly rootHash: Buffer;
  readonly peaks: readonly Buffer[];
  readonly previousHash: string;
  /** The head as it was signed. */
  readonly jws: string;
}

/** The position before the first record. */
export function startOfLog(): LogPosition {
  return { tree: createCompactRange(), previousHash: firstPreviousHash };
}

/** The position that a head was signed at. */
export function positionOf({ size, peaks, previousHash }: TreeHead): LogPosition {
  return { tree: createCompactRange({ size, peaks }), previousHash };
}

/** A position as a signed tree head, a compact JWS. */
export function signTreeHead(
  { tree, previousHash }: LogPosition,
  at: Date,
  signingKey: SigningKey,
): Promise<string> {
  const content = {
    at: at.toISOString(),
    peaks: tree.peaks.map(hex),
    previousHash,
    rootHash: hex(tree.rootHash()),
    size: tree.size,
  };
  return signStatement('audit-tree-head', content, signingKey);
}

/** Reads signed tree heads; undefined for what none of the keys signed. */
export function createTreeHeadReader(keys: JSONWebKeySet): (jws: string) => Promise<TreeHead | undefined> {
  const read = createStatementReader('audit-tree-head', keys);
  return async (jws) => {
    const content = await read(jws);
    return content === undefined ? undefined : headOf(jws, content);
  };
}

function headOf(
  jws: string,
  { at, size, rootHash, peaks, previousHash }: Readonly<Record<string, unknown>>,
): TreeHead | undefined {
  if (typeof at !== 'string' || typeof size !== 'number' || typeof rootHash !== 'string') return undefined;
  if (typeof previousHash !== 'string' || !Array.isArray(peaks)) return undefined;
  const head = {
    at,
    size,
    rootHash: Buffer.from(rootHash, 'hex'),
    peaks: peaks.map((peak) => Buffer.from(String(peak), 'hex')),
    previousHash,
    jws,
  };
  return rootOfPeaks(head.peaks).equals(head.rootHash) ? head : undefined;
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}
