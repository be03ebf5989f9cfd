import type { ServerResponse } from 'node:http';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { GraphQLFormattedError } from 'graphql';
import type { PartsRecord } from '../audit/record-parts.ts';
import { answerUnrecorded } from '../audit/unrecorded-answer.ts';
import {
  type ResponseObject,
  isResponseObject,
  mergeAnswer,
  valueAt,
} from '../execution/compiled/response-object.ts';
import type { AnswerPart } from '../execution/deferred/answer-part.ts';
import { maskFault } from '../execution/present-error.ts';
import { openingBoundary, partsContentType, writePart } from './parts-format.ts';
import { respond } from './respond.ts';

export interface PartsResponse {
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Of admission, worked out when the first part leaves. */
  headers(): Readonly<Record<string, string>>;
}

interface Tools {
  readonly record: PartsRecord;
  readonly formatErrors: (errors: readonly Error[]) => readonly GraphQLFormattedError[];
  readonly reportFault: ReportFault;
}

/**
 * Sends an answer part by part as the parts come, none before it is recorded; gives all of them merged. Where it cannot be recorded, the rest is
 * withheld.
 */
export async function sendParts(
  parts: AsyncIterable<AnswerPart>,
  { response, requestId, headers }: PartsResponse,
  { record, formatErrors, reportFault }: Tools,
): Promise<ResponseObject | null> {
  const codes: string[] = [];
  let sent = 0;
  let whole: ResponseObject | null = null;
  try {
    for await (const part of parts) {
      codes.push(...codesOf(part));
      if (part.kind === 'first' && !(await record.begin(codes))) {
        respond(response, answerUnrecorded('after'));
        return null;
      }
      if (response.destroyed) break;
      if (!part.hasNext && !(await record.end(outcomeOf(codes), codes, sent + 1))) {
        if (sent > 0) response.destroy();
        else respond(response, answerUnrecorded('after'));
        return whole;
      }
      if (part.kind === 'first')
        response.writeHead(200, headersOf(requestId, headers())).write(openingBoundary);
      const text = writePart(part, formatErrors);
      if (part.hasNext) response.write(text);
      else response.end(text);
      sent += 1;
      whole = merged(whole, part);
      if (!part.hasNext) return whole;
    }
    await record.end('left', codes, sent);
    return whole;
  } catch (cause) {
    await record.end('failed', ['INTERNAL'], sent);
    if (sent === 0) throw cause;
    // Nothing more can be said in the middle of an answer.
    maskFault(cause, requestId, reportFault);
    response.destroy();
    return whole;
  }
}

function headersOf(requestId: string, more: Readonly<Record<string, string>>): Record<string, string> {
  return {
    'content-type': partsContentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Proxies that gather an answer would hold parts back.
    'x-accel-buffering': 'no',
    ...more,
    'x-request-id': requestId,
  };
}

function codesOf(part: AnswerPart): readonly string[] {
  const errors = part.kind === 'first' ? part.errors : part.payloads.flatMap((payload) => payload.errors);
  return errors.map(({ code }) => code);
}

function outcomeOf(codes: readonly string[]) {
  return codes.length > 0 ? ('partial' as const) : ('answered' as const);
}

/** What the caller has after a part. */
function merged(whole: ResponseObject | null, part: AnswerPart): ResponseObject | null {
  if (part.kind === 'first') return part.data;
  for (const { path, data } of part.payloads) {
    const place = valueAt(whole, path);
    if (data && isResponseObject(place)) mergeAnswer(place, data);
  }
  return whole;
}
