import type { PublicError } from '../../public-error.ts';
import type { ResponsePath } from '../compiled/located-objects.ts';
import type { ResponseObject } from '../compiled/response-object.ts';

/** What a deferred fragment gives at one object of the answer. Source: the incremental delivery of 2022-08-24, as Apollo's clients read it. */
export interface DeferredPayload {
  /** Where the object stands. */
  readonly path: ResponsePath;
  /** As the caller named the fragment. */
  readonly label: string | undefined;
  /** Null where a null inside may not stand. */
  readonly data: ResponseObject | null;
  readonly errors: readonly PublicError[];
}

/** One part of an answer: the first has the data, those after it what was deferred. */
export type AnswerPart = { readonly hasNext: boolean } & (
  | {
      readonly kind: 'first';
      readonly data: ResponseObject | null;
      readonly errors: readonly PublicError[];
    }
  | { readonly kind: 'deferred'; readonly payloads: readonly DeferredPayload[] }
);
