import { readFile } from 'node:fs/promises';
import { readManifest } from './read-manifest.ts';
import { type StoredDocuments, createStoredDocuments } from './stored-documents.ts';

/** Where the append-only manifest of stored documents lies. */
export const manifestFile = new URL('../../stored-documents/manifest.jsonl', import.meta.url);

/** The stored documents that belong to the committed contract. Throws where a line was changed or removed. */
export async function readCommittedDocuments(): Promise<StoredDocuments> {
  return createStoredDocuments(readManifest(await readFile(manifestFile, 'utf8')));
}
