import type { ManifestLine } from './manifest-line.ts';

/** The documents that anyone may ask for by their hash. */
export interface StoredDocuments {
  readonly size: number;
  /** The text whose SHA-256, in hexadecimal, is this. */
  find(hash: string): string | undefined;
  /** The name of the document whose SHA-256, in hexadecimal, is this. */
  nameOf(hash: string): string | undefined;
  readonly all: readonly Pick<ManifestLine, 'name' | 'document'>[];
}

/** Stored documents out of the lines of a manifest. */
export function createStoredDocuments(manifest: readonly ManifestLine[]): StoredDocuments {
  const lines = new Map(manifest.map((line) => [line.id.slice('sha256:'.length), line]));
  return {
    size: lines.size,
    find: (hash) => lines.get(hash)?.document,
    nameOf: (hash) => lines.get(hash)?.name,
    all: manifest,
  };
}
