import type { GraphQLError } from 'graphql';

/** What a client gets: data as asked, and one public error for each part of it that is missing. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
  /** What the client asked about its answer. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}
