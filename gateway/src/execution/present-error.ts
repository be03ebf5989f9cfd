import { randomUUID } from 'node:crypto';
import type { ReportFault } from '@rotunda/platform/mask-faults';
import type { RefusalCode } from '@rotunda/platform/refusal';
import { GraphQLError, type GraphQLErrorOptions, type GraphQLFormattedError } from 'graphql';
import { PublicError } from '../public-error.ts';

const faultSentence = 'Something broke on our side. Quote the reference id when you report it.';

const refusalCodes: readonly string[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_INPUT',
  'CONFLICT',
  'TOO_MANY',
  'UNAVAILABLE',
] satisfies RefusalCode[];

/** What a refusal may tell besides its code and sentence. */
const refusalDetails = ['retryAfterSeconds', 'remedy'];

/** A wing refuses a value of a scalar that only it knows: `judgeVariables`, or graphql-js, words it so, and it may have no code. */
const refusedVariable = /^Variable "\$(?!representations\b)\w+" (?:is not valid|got invalid value)/;

/**
 * An error of a run as the client may read it: our own as they are, a wing's refusals with their sentence, a wing's masked
 * fault under the wing's reference id. Everything else is a fault: reported with its cause, shown with a reference id only.
 */
export function presentError(error: Error, requestId: string, reportFault: ReportFault): PublicError {
  const { originalError, path, extensions } = asGraphQLError(error);
  const where = { path: path ?? null };
  if (error instanceof PublicError) return error;
  if (originalError instanceof PublicError) {
    return new PublicError(originalError.code, originalError.message, {
      ...where,
      extensions: originalError.extensions,
    });
  }
  const { code, referenceId } = extensions;
  if (code === 'INTERNAL' && typeof referenceId === 'string') {
    return new PublicError('INTERNAL', faultSentence, { ...where, extensions: { referenceId } });
  }
  return refusalOf({ message: error.message, extensions }, where) ?? maskFault(error, requestId, reportFault);
}

/** What a wing refuses, in words for the client; undefined for an error that is no refusal. */
export function refusalOf(
  { message, extensions = {} }: GraphQLFormattedError,
  { path, wing }: { readonly path?: GraphQLErrorOptions['path']; readonly wing?: string },
): PublicError | undefined {
  const { code } = extensions;
  const known = isRefusalCode(code) ? code : refusedVariable.test(message) ? 'BAD_INPUT' : undefined;
  if (!known) return undefined;
  const details = { ...detailsOf(extensions), ...(wing === undefined ? {} : { wing }) };
  return new PublicError(known, message, { path: path ?? null, extensions: details });
}

/** A fault as the client may read it, reported under the same reference id. */
export function maskFault(error: unknown, requestId: string, reportFault: ReportFault): PublicError {
  const referenceId = randomUUID();
  const path = error instanceof GraphQLError ? error.path : undefined;
  reportFault({ referenceId, requestId, path: path?.join('.') ?? '', cause: error });
  return new PublicError('INTERNAL', faultSentence, { path: path ?? null, extensions: { referenceId } });
}

function asGraphQLError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message);
}

function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && refusalCodes.includes(code);
}

function detailsOf(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    refusalDetails.flatMap((key) => (key in extensions ? [[key, extensions[key]]] : [])),
  );
}
