import type { Fields } from '../fhir/fields.ts';
import type { Issue } from '../fhir/issue.ts';
import type { BundleAddresses, ReferenceTarget } from '../fhir/reference-target.ts';
import type { LedgerRow, SourcePosition } from './outcome.ts';

/** A resource read from a line and not yet judged: validation waits until it is known whether the same is already stored. */
export interface Arrival {
  readonly at: SourcePosition;
  readonly fhirType: string;
  /** The id under which it is stored: its own, its Bundle entry's, or one made from its content. */
  readonly fhirId: string;
  /** The id that the resource itself gives. */
  readonly sourceId: string | undefined;
  readonly resource: Fields;
  /** As sent, without byte order mark and outer white space. */
  readonly content: string;
  readonly contentHash: string;
  readonly addresses: BundleAddresses;
  /** The urn:uuid its Bundle calls it by, where that is not its id. */
  readonly alias: string | undefined;
  readonly patient: ReferenceTarget | undefined;
  /** What reading it called for: a byte order mark. */
  readonly notes: readonly Issue[];
  /** FHIRPath of the resource in its line: empty, or `Bundle.entry[3].resource`. */
  readonly path: string;
  /** It waited in quarantine: a version that came meanwhile is newer. */
  readonly waited: boolean;
}

/** A line after reading: settled at once (blank or refused), or resources to decide on. */
export type ReadLine =
  | { readonly kind: 'settled'; readonly row: LedgerRow }
  | { readonly kind: 'resource'; readonly arrival: Arrival }
  | {
      readonly kind: 'bundle';
      readonly at: SourcePosition;
      readonly sourceId: string | undefined;
      /** A transaction: all entries or none. */
      readonly atomic: boolean;
      readonly arrivals: readonly Arrival[];
      readonly refusedEntries: readonly LedgerRow[];
    };

/** The key of a record within a source system. */
export function recordKey(fhirType: string, fhirId: string): string {
  return `${fhirType}/${fhirId}`;
}

/** The resources of a read line. */
export function arrivalsOf(line: ReadLine): readonly Arrival[] {
  if (line.kind === 'settled') return [];
  return line.kind === 'resource' ? [line.arrival] : line.arrivals;
}
