/** Told by an importer as it goes, so that a person can watch: bytes of all files, then bytes and rows as they pass. */
export interface ImportProgress {
  expect(totalBytes: number): void;
  advance(bytes: number, rows: number): void;
}

export interface ImportFault {
  readonly file: string;
  /** 1-based; undefined where the fault concerns the whole file. */
  readonly line: number | undefined;
  /** What is wrong and what to do, without personal data. */
  readonly message: string;
}

/** What became of every row: `read` equals the sum of the others. */
export interface ImportReport {
  readonly read: number;
  readonly loaded: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly blank: number;
  /** The first faults in source order; `faultCount` says how many there were. */
  readonly faults: readonly ImportFault[];
  readonly faultCount: number;
}

/** `skip` loads the good rows and lists the bad; `refuse` loads nothing if any row is bad. */
export type FaultPolicy = 'skip' | 'refuse';

export interface ImportRequest {
  readonly databaseUrl: string;
  readonly files: readonly string[];
  readonly faultPolicy: FaultPolicy;
  readonly progress: ImportProgress;
  readonly signal?: AbortSignal | undefined;
}
