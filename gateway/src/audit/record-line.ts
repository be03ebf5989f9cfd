import { hashLeaf } from './merkle-hashes.ts';

/** `previousHash` of the record that nothing precedes. */
export const firstPreviousHash = '0'.repeat(64);

const beforeHash = '{"hash":"';
const beforeRecord = '","record":';
const recordAt = beforeHash.length + 64 + beforeRecord.length;

/** One line of a segment. The record is canonical JSON; the hash, in hexadecimal, is that of its leaf. */
export function writeRecordLine(hash: string, record: string): string {
  return `${beforeHash}${hash}${beforeRecord}${record}}\n`;
}

/** A line whose hash is that of its record. */
export interface RecordLine {
  readonly index: number;
  readonly previousHash: string;
  readonly leafHash: Buffer;
  readonly hash: string;
  /** As it stands in the line, byte for byte. */
  readonly record: Buffer;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A line without its line feed, or undefined where it is no record or its hash is not that of the record. */
export function readRecordLine(line: Buffer): RecordLine | undefined {
  if (line.at(-1) !== closingBrace || line.length <= recordAt) return undefined;
  const hash = line.toString('latin1', beforeHash.length, beforeHash.length + 64);
  if (line.toString('latin1', 0, recordAt) !== `${beforeHash}${hash}${beforeRecord}`) return undefined;
  const record = line.subarray(recordAt, -1);
  const leafHash = hashLeaf(record);
  if (leafHash.toString('hex') !== hash) return undefined;
  const content = parseObject(record.toString('utf8'));
  const { index, previousHash } = content ?? {};
  if (content === undefined || !Number.isSafeInteger(index) || typeof index !== 'number') return undefined;
  if (typeof previousHash !== 'string') return undefined;
  return { index, previousHash, leafHash, hash, record, content };
}

/** Whether a line can be read as one of a log at all, its hash right or wrong: what a crash leaves of a line cannot. */
export function isWholeLine(line: Buffer): boolean {
  return parseObject(line.toString('utf8')) !== undefined;
}

const closingBrace = '}'.charCodeAt(0);

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
