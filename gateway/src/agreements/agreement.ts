/** What an agency and the houses behind the graph agreed on; one version of it. It says who may ask what, never who someone is. */
export interface Agreement {
  /** Stable over versions, e.g. `hhs-relief-2026`; written to the audit trail with the version. */
  readonly id: string;
  readonly version: number;
  /** `agency` of the access tokens that it covers; undefined: people who ask for themselves. */
  readonly agency: string | undefined;
  /** The most that its tokens may carry. */
  readonly scopes: ReadonlySet<string>;
  /** HL7 v3 PurposeOfUse that its callers may state. */
  readonly purposes: ReadonlySet<string>;
  /** Handling labels of data that may be given, e.g. `PHI`, `CUI`. */
  readonly labels: readonly string[];
  readonly budget: Budget;
  /** Regions in which what was given may be kept, e.g. `US`. */
  readonly residency: readonly string[];
  /** Whether any document may be asked, or only stored ones. */
  readonly documents: 'free' | 'stored';
  /** What is not covered: `hide` as if it did not exist, `refuse` with null and what is missing. */
  readonly unlisted: 'hide' | 'refuse';
  /** Epoch milliseconds; from and including. */
  readonly validFrom: number;
  /** Epoch milliseconds; up to and excluding. */
  readonly validUntil: number;
  /** Who is asked when it has ended, as a sentence can name them. */
  readonly contact: string;
}

/** What may be asked in a minute. */
export interface Budget {
  readonly requestsPerMinute: number;
  /** In units of the cost that the graph's contract states. */
  readonly costPerMinute: number;
}

/** Whether the agreement holds at an instant, in epoch milliseconds. */
export function isInForce({ validFrom, validUntil }: Agreement, now: number): boolean {
  return validFrom <= now && now < validUntil;
}
