/** A thrown value as it may be logged. */
export interface CauseFacts {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  /** Where in the code: frames only, since the head of a stack repeats the message. */
  readonly at?: readonly string[];
  readonly cause?: CauseFacts;
}

const framesKept = 12;

/**
 * What may be written of a thrown value. Messages of the database, of Prisma and of parsers quote what they were given, a name or
 * an address perhaps, so of those only type, code and place are kept.
 */
export function describeCause(thrown: unknown): CauseFacts {
  if (!isErrorLike(thrown)) return { type: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return {
    type: thrown.name,
    ...(quotesItsInput(thrown) ? {} : { message: thrown.message }),
    ...(code === undefined ? {} : { code }),
    at: framesOf(thrown),
    ...('cause' in thrown && thrown.cause !== undefined ? { cause: describeCause(thrown.cause) } : {}),
  };
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** By shape, because errors also come from other realms and from copies of a package. */
function isErrorLike(thrown: unknown): thrown is ErrorLike {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'name' in thrown;
}

function quotesItsInput(error: ErrorLike): boolean {
  const fromDatabase = 'severity' in error && 'routine' in error;
  return (
    fromDatabase ||
    error.name === 'SyntaxError' ||
    error.name.startsWith('PrismaClient') ||
    error.name === 'DriverAdapterError'
  );
}

function framesOf(error: ErrorLike): readonly string[] {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => /^at .+:\d+:\d+\)?$/.test(line)).slice(0, framesKept);
}
