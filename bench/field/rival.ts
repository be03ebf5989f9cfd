import type { BenchWingName } from './bench-wings.ts';
import type { ClosingStack } from './start-process.ts';

/** A gateway that runs and is measured beside the others. */
export interface Rival {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** Each connection is that of one caller, in turn; none where nobody is asked who calls. */
  readonly tokens: readonly string[];
  /** Leads to one wing only, so it is asked what one wing can answer. */
  readonly isOneWing: boolean;
  /** Why it cannot be asked for a subscription, where it cannot. */
  readonly noSubscriptions?: string;
  /** Where it writes a profile, if it can be profiled. */
  readonly profileFile?: string;
}

/** What every gateway is started on. */
export interface Ground {
  readonly folder: string;
  readonly keyFolder: string;
  /** Of the plain listeners, by wing. */
  readonly urls: Readonly<Record<BenchWingName, string>>;
  /** Of the house's own listeners, by wing. */
  readonly ownUrls: Readonly<Record<BenchWingName, string>>;
  readonly closing: ClosingStack;
  /** Whether our gateway is started so that it can be profiled. */
  readonly isProfiled: boolean;
}
