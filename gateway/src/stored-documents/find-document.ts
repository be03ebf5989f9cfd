import { createHash } from 'node:crypto';
import type { Viewer } from '@rotunda/platform/viewer';
import { RequestRefused } from '../http/request-refused.ts';
import type { PublicCode } from '../public-error.ts';
import type { RememberedDocuments } from './remembered-documents.ts';
import type { StoredDocuments } from './stored-documents.ts';

/** The members of a request that say which document it means; whatever a client sent, so of any type. */
export interface DocumentRequest {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export interface FoundDocument {
  /** What the server is to parse; `undefined` or no text where the request names no document and the server says so. */
  readonly query: unknown;
  readonly isStored: boolean;
}

export interface DocumentSources {
  readonly stored: StoredDocuments;
  readonly remembered: RememberedDocuments;
  /** Whether a viewer may send documents that are not stored. */
  readonly mayAskFreely: (viewer: Viewer) => boolean;
}

const hashForm = /^[0-9a-f]{64}$/;

/**
 * The document of a request: by `documentId` as GraphQL over HTTP drafts it, by `extensions.persistedQuery` as Apollo's clients
 * send it, or as text. Refuses an unknown hash, a hash of another text, and text from those who may only use stored documents.
 */
export function findDocument(
  asked: DocumentRequest,
  viewer: Viewer,
  sources: DocumentSources,
): FoundDocument {
  if (asked.documentId !== undefined) return findById(asked, sources);
  const hash = persistedHashOf(asked.extensions);
  if (hash !== undefined) return findByHash(hash, asked.query, viewer, sources);
  if (typeof asked.query === 'string' && !sources.mayAskFreely(viewer)) {
    const textHash = sha256(asked.query);
    if (sources.stored.find(textHash) === undefined) throw storedOnly(textHash);
    return { query: asked.query, isStored: true };
  }
  return { query: asked.query, isStored: false };
}

function findById({ documentId, query }: DocumentRequest, { stored }: DocumentSources): FoundDocument {
  if (query !== undefined) throw refused('Send either documentId or query, not both.');
  const [scheme, hash = ''] = typeof documentId === 'string' ? documentId.split(':', 2) : [];
  if (scheme !== 'sha256' || !hashForm.test(hash)) {
    throw refused('documentId is `sha256:` and 64 hexadecimal digits in lower case.');
  }
  const text = stored.find(hash);
  if (text === undefined)
    throw refused('No document is stored under this documentId.', 'PERSISTED_QUERY_NOT_FOUND', hash);
  return { query: text, isStored: true };
}

function findByHash(
  hash: string,
  query: unknown,
  viewer: Viewer,
  { stored, remembered, mayAskFreely }: DocumentSources,
): FoundDocument {
  if (query !== undefined && (typeof query !== 'string' || sha256(query) !== hash)) {
    throw refused('The hash of persistedQuery is not the SHA-256 of the query beside it.');
  }
  const kept = stored.find(hash);
  if (kept !== undefined) return { query: kept, isStored: true };
  if (!mayAskFreely(viewer)) throw storedOnly(hash);

  const owner = viewer.agency ?? viewer.subject;
  if (typeof query === 'string') {
    remembered.remember(owner, hash, query);
    return { query, isStored: false };
  }
  const text = remembered.find(owner, hash);
  // Clients of automatic persisted queries know this text and answer it by sending the document.
  if (text === undefined)
    throw new RequestRefused(200, 'PersistedQueryNotFound', {}, 'PERSISTED_QUERY_NOT_FOUND', hash);
  return { query: text, isStored: false };
}

/** The hash of a request that names its document in Apollo's way. Refuses what only looks like it. */
function persistedHashOf(extensions: unknown): string | undefined {
  const persisted = memberOf(extensions, 'persistedQuery');
  if (persisted === undefined) return undefined;
  const hash = memberOf(persisted, 'sha256Hash');
  if (memberOf(persisted, 'version') !== 1 || typeof hash !== 'string' || !hashForm.test(hash)) {
    throw refused('persistedQuery has version 1 and a sha256Hash of 64 hexadecimal digits in lower case.');
  }
  return hash;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function storedOnly(document: string): RequestRefused {
  return refused(
    'Your agreement covers stored documents only: send the documentId of one, or ask for yours to be added.',
    'PERSISTED_QUERY_ONLY',
    document,
  );
}

function refused(sentence: string, code: PublicCode = 'BAD_INPUT', document?: string): RequestRefused {
  return new RequestRefused(400, sentence, {}, code, document);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
