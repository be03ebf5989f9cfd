import { GraphQLError } from 'graphql';

export type RefusalCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_INPUT' | 'CONFLICT' | 'TOO_MANY' | 'UNAVAILABLE';

/** A refusal the caller may read: a closed code and a sentence that says what to do. Everything else thrown is a fault and is masked. */
export class Refusal extends GraphQLError {
  constructor(code: RefusalCode, sentence: string, details: Readonly<Record<string, unknown>> = {}) {
    super(sentence, { extensions: { ...details, code } });
    this.name = 'Refusal';
  }
}
