import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** A fault as it goes to the log: never with variables, documents or personal data. */
export interface Fault {
  readonly referenceId: string;
  readonly requestId: string;
  readonly path: string;
  readonly cause: unknown;
}

export type ReportFault = (fault: Fault) => void;

/**
 * The errors of one answer as the caller may read them: refusals and request errors pass, everything else becomes
 * `INTERNAL` with a reference id under which the cause is logged.
 */
export function maskFaults(
  errors: readonly GraphQLError[],
  requestId: string,
  reportFault: ReportFault,
): readonly GraphQLFormattedError[] {
  return errors.map((error) =>
    isMeantForTheCaller(error) ? error.toJSON() : maskFault(error, requestId, reportFault),
  );
}

function isMeantForTheCaller(error: GraphQLError): boolean {
  return error.originalError === undefined || error.originalError instanceof GraphQLError;
}

function maskFault(error: GraphQLError, requestId: string, reportFault: ReportFault): GraphQLFormattedError {
  const referenceId = randomUUID();
  reportFault({ referenceId, requestId, path: error.path?.join('.') ?? '', cause: error.originalError });
  return {
    message: 'Something broke on our side. Quote the reference id when you report it.',
    ...(error.path ? { path: error.path } : {}),
    extensions: { code: 'INTERNAL', referenceId },
  };
}
