/** A request that may come again with its key. */
export interface RepeatableRequest {
  /** The mutation; keys of different mutations do not meet. */
  readonly operation: string;
  /** UUID, lower case. */
  readonly key: string;
  /** 32 hexadecimal digits over the input. */
  readonly inputHash: string;
}

export type EarlierAnswer =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'KEY_REUSED' }
  /** `answer` is as it was stored. */
  | { readonly kind: 'ANSWERED'; readonly answer: unknown };
