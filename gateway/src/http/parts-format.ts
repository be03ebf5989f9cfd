import type { GraphQLFormattedError } from 'graphql';
import type { AnswerPart } from '../execution/deferred/answer-part.ts';

export const partsContentType = 'multipart/mixed;boundary="-";deferSpec=20220824';

/** What stands before the first part. */
export const openingBoundary = '\r\n---';

/**
 * A part of an answer with the boundary behind it, so that a client can read it at once. Source: Apollo's incremental delivery over multipart/mixed,
 * deferSpec 20220824.
 */
export function writePart(
  part: AnswerPart,
  formatErrors: (errors: readonly Error[]) => readonly GraphQLFormattedError[],
): string {
  const body = JSON.stringify(contentOf(part, formatErrors));
  return `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${body}\r\n---${part.hasNext ? '' : '--\r\n'}`;
}

function contentOf(
  part: AnswerPart,
  formatErrors: (errors: readonly Error[]) => readonly GraphQLFormattedError[],
): object {
  const told = (errors: readonly Error[]) => (errors.length > 0 ? { errors: formatErrors(errors) } : {});
  const { hasNext } = part;
  if (part.kind === 'first') return { data: part.data, ...told(part.errors), hasNext };
  const incremental = part.payloads.map(({ path, label, data, errors }) => ({
    ...(label === undefined ? {} : { label }),
    path,
    data,
    ...told(errors),
  }));
  return { hasNext, incremental };
}

/** Whether a client takes answers in parts: it names the format, or any multipart answer and none of streams. */
export function takesParts(accept = ''): boolean {
  return accept
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';').map((text) => text.trim()))
    .some(([type, ...parameters]) => {
      const spec = parameters.find((text) => /^(defer|subscription)spec=/.test(text));
      return type === 'multipart/mixed' && (spec === undefined || /^deferspec="?20220824"?$/.test(spec));
    });
}
