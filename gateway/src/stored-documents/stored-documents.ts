import type { ManifestLine } from './manifest-line.ts';

/** The documents that anyone may ask for by their hash. */
export interface StoredDocuments {
  readonly size: number;
  /** The text whose SHA-256, in hexadecimal, is this. */
  find(hash: string): string | undefined;
}

/** Stored documents out of the lines of a manifest. */
export function createStoredDocuments(manifest: readonly ManifestLine[]): StoredDocuments {
  const texts = new Map(manifest.map(({ id, document }) => [id.slice('sha256:'.length), document]));
  return { size: texts.size, find: (hash) => texts.get(hash) };
}
