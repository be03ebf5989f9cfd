import type { PublicCode } from '../public-error.ts';

/** Thrown for an HTTP request that is no GraphQL request; status, code and sentence are for the client. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly code: PublicCode;
  /** SHA-256 of the document that was asked for, in hexadecimal, where that is what is refused. */
  readonly document: string | undefined;

  constructor(
    status: number,
    sentence: string,
    headers: Readonly<Record<string, string>> = {},
    code: PublicCode = 'BAD_INPUT',
    document?: string,
  ) {
    super(sentence);
    this.name = 'RequestRefused';
    this.status = status;
    this.headers = headers;
    this.code = code;
    this.document = document;
  }
}
