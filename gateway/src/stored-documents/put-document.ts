import type { HTTPGraphQLRequest } from '@apollo/server';
import type { Viewer } from '@rotunda/platform/viewer';
import { refuseDeepJson } from '../http/refuse-deep-json.ts';
import { RequestRefused } from '../http/request-refused.ts';
import { type DocumentSources, type FoundDocument, findDocument } from './find-document.ts';

/** A request with its document as text, as the server reads it. */
export interface RequestWithDocument {
  readonly request: HTTPGraphQLRequest;
  /** Whether the document is one of the manifest, which anyone may ask for again. */
  readonly isStored: boolean;
}

/** Puts the text of the document into a request that names it by hash; refuses what `findDocument` refuses. */
export function putDocument(
  request: HTTPGraphQLRequest,
  viewer: Viewer,
  sources: DocumentSources,
): RequestWithDocument {
  return request.method === 'GET'
    ? putIntoSearch(request, viewer, sources)
    : putIntoBody(request, viewer, sources);
}

function putIntoBody(
  request: HTTPGraphQLRequest,
  viewer: Viewer,
  sources: DocumentSources,
): RequestWithDocument {
  const { body } = request;
  // A batch, or no object at all: the server says so.
  if (!isRecord(body)) return { request, isStored: false };
  if (body['documentId'] === undefined && body['extensions'] === undefined)
    return { request, isStored: findDocument(body, viewer, sources).isStored };
  const { documentId, ...rest }: Record<string, unknown> = { ...body };
  const { query, isStored } = findDocument({ ...rest, documentId }, viewer, sources);
  return { request: { ...request, body: { ...rest, query, ...plain(rest['extensions']) } }, isStored };
}

function putIntoSearch(
  request: HTTPGraphQLRequest,
  viewer: Viewer,
  sources: DocumentSources,
): RequestWithDocument {
  const parameters = new URLSearchParams(request.search);
  refuseDeepJson(parameters.get('variables') ?? '');
  const extensions = parseExtensions(parameters.get('extensions'));
  const found: FoundDocument = findDocument(
    {
      query: parameters.get('query') ?? undefined,
      documentId: parameters.get('documentId') ?? undefined,
      extensions,
    },
    viewer,
    sources,
  );
  parameters.delete('documentId');
  if (extensions !== undefined) parameters.set('extensions', JSON.stringify(plain(extensions).extensions));
  if (typeof found.query === 'string') parameters.set('query', found.query);
  return { request: { ...request, search: `?${parameters.toString()}` }, isStored: found.isStored };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The hash has done its work: the server would take it for a second document. */
function plain(extensions: unknown): { readonly extensions?: unknown } {
  if (extensions === undefined) return {};
  if (typeof extensions !== 'object' || extensions === null || Array.isArray(extensions))
    return { extensions };
  const others = Object.entries(extensions).filter(([name]) => name !== 'persistedQuery');
  return { extensions: Object.fromEntries(others) };
}

function parseExtensions(text: string | null): unknown {
  if (text === null || text === '') return undefined;
  refuseDeepJson(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused(400, 'The extensions of the address are not JSON.');
  }
}
