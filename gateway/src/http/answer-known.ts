import type { Answer } from '../execution/answer.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { KnownDocuments } from '../operations/known-documents.ts';
import type { AskedOperation } from '../operations/prepare-operation.ts';

/** An answer of the graph before it becomes HTTP. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface KnownAnswers {
  /** The answer of a POST that asks a known document in a plain way; `undefined` where the server has to look at it. */
  answer(
    body: unknown,
    accept: string | undefined,
    request: GatewayRequest,
  ): Promise<GraphAnswer> | undefined;
  /** Notes what the server answered to an `Accept` header, to answer the same. */
  noteHeaders(accept: string | undefined, headers: Iterable<readonly [string, string]>): void;
}

interface Tools {
  readonly documents: KnownDocuments;
  /** Answers one operation. */
  readonly run: (
    asked: AskedOperation,
    variables: Readonly<Record<string, unknown>>,
    request: GatewayRequest,
  ) => Promise<Answer>;
  /** The errors as the server words them. */
  readonly formatErrors: (errors: readonly Error[]) => readonly unknown[];
}

const acceptHeadersKept = 200;

/**
 * The short way: a document that the server has read before is run at once, without the server. Whatever is out of the ordinary
 * (another shape of the body, another operation name, an unknown `Accept` header) is left to the server, so that both ways give
 * the same answer.
 */
export function createKnownAnswers({ documents, run, formatErrors }: Tools): KnownAnswers {
  const headersByAccept = new Map<string, GraphAnswer['headers']>();

  async function answerOf(
    asked: AskedOperation,
    variables: Readonly<Record<string, unknown>>,
    request: GatewayRequest,
    headers: GraphAnswer['headers'],
  ): Promise<GraphAnswer> {
    try {
      const { data, errors, extensions } = await run(asked, variables, request);
      if (errors === undefined) {
        return { status: 200, headers, body: `${JSON.stringify({ data, extensions })}\n` };
      }
      const body = { errors: formatErrors(errors), data, extensions };
      const status = data === undefined && errors.length > 0 ? 400 : 200;
      return { status, headers, body: `${JSON.stringify(body)}\n` };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause), { cause });
      return {
        status: 500,
        headers,
        body: `${JSON.stringify({ errors: formatErrors([error]) })}\n`,
      };
    }
  }

  return {
    answer(body, accept, request) {
      const headers = headersByAccept.get(accept ?? '');
      if (headers === undefined || !isRecord(body)) return undefined;
      const { query, variables, operationName, extensions } = body;
      const known = typeof query === 'string' ? documents.find(query) : undefined;
      if (!known || typeof query !== 'string' || !isRecordOrNone(variables) || !isRecordOrNone(extensions))
        return undefined;
      if (operationName != null && operationName !== known.operationName) return undefined;
      const asked = {
        textHash: known.textHash,
        textLength: query.length,
        document: known.document,
        operationName: operationName == null ? undefined : known.operationName,
        extensions: extensions ?? undefined,
      };
      return answerOf(asked, variables ?? {}, request, headers);
    },

    noteHeaders(accept = '', headers) {
      if (headersByAccept.size < acceptHeadersKept) headersByAccept.set(accept, Object.fromEntries(headers));
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecordOrNone(value: unknown): value is Readonly<Record<string, unknown>> | null | undefined {
  return value === undefined || value === null || isRecord(value);
}
