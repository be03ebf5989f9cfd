import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '@rotunda/platform/refusal';
import { hasCode } from '@rotunda/platform/error-code';
import { readSourceFile } from './read-source-file.ts';

export interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** 1-based, in the order of the request. */
  readonly number: number;
  /** On disk. */
  readonly bytes: number;
  /** Unix milliseconds: a file that was mended is not the one that a stopped job was reading. */
  readonly modifiedAt: number;
  /** Hex SHA-256 of size, first and last megabyte: tells files apart without reading them whole. */
  readonly fingerprint: string;
  /** Type of the first resource: decides when the file is read. */
  readonly firstType: string | undefined;
}

/** Those whom others refer to are read first, so that few rows wait for their patient; Bundles bring their own. */
const readingOrder = ['Organization', 'Location', 'Practitioner', 'PractitionerRole', 'Patient'];
const sampleBytes = 1 << 20;

/** The files of a request, in the order in which they are best read. Refuses one that cannot be opened. */
export async function findSourceFiles(paths: readonly string[]): Promise<readonly SourceFile[]> {
  const files = await Promise.all(paths.map((path, index) => describeFile(path, index + 1)));
  return files.sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

function rank({ firstType }: SourceFile): number {
  const index = readingOrder.indexOf(firstType ?? '');
  return index < 0 ? readingOrder.length : index;
}

async function describeFile(path: string, number: number): Promise<SourceFile> {
  const facts = await stat(path).catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT', 'EACCES', 'ENOTDIR'))
      throw new Refusal('BAD_INPUT', `${basename(path)} cannot be opened.`);
    throw cause;
  });
  if (!facts.isFile()) throw new Refusal('BAD_INPUT', `${basename(path)} is not a file.`);
  const fingerprint = await sampleHash(path, facts.size);
  return {
    path,
    name: basename(path),
    number,
    bytes: facts.size,
    modifiedAt: facts.mtimeMs,
    fingerprint,
    firstType: await firstTypeOf(path),
  };
}

async function sampleHash(path: string, size: number): Promise<string> {
  const file = await open(path);
  try {
    const hash = createHash('sha256').update(`${size}\n`);
    for (const position of [0, Math.max(0, size - sampleBytes)]) {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(Math.min(size, sampleBytes)),
        0,
        undefined,
        position,
      );
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

async function firstTypeOf(path: string): Promise<string | undefined> {
  if (!/\.(?:ndjson|jsonl)(?:\.gz)?$/.test(path)) return undefined;
  for await (const [first] of readSourceFile(path, () => undefined)) {
    return /"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(first?.bytes.toString('utf8', 0, 4096) ?? '')?.[1];
  }
  return undefined;
}
