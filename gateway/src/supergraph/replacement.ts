/** What became of a supergraph that was to replace the present one. */
export type Replacement =
  | {
      readonly kind: 'replaced';
      readonly hash: string;
      /** What it breaks, allowed to. */
      readonly breaks: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly hash: string }
  | {
      readonly kind: 'refused';
      readonly hash: string;
      /** `unusable` never replaces anything; `breaking` does where it is told that it may. */
      readonly because: 'unusable' | 'breaking';
      /** Every reason, a sentence each. */
      readonly reasons: readonly string[];
    };

export interface ReplacementOptions {
  /** Whether promises of the present supergraph may be broken. */
  readonly allowBreaking?: boolean;
}
