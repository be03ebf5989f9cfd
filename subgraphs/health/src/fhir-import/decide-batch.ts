import type { Issue } from '../fhir/issue.ts';
import { findImplausible } from '../fhir/plausibility.ts';
import { targetKey } from '../fhir/reference-target.ts';
import { validateResource } from '../fhir/validate-resource.ts';
import { type Arrival, type ReadLine, recordKey } from './arrival.ts';
import type { Batch, QuarantineRow, RecordRow } from './batch.ts';
import { describeRecord } from './describe-record.ts';
import { lineKey } from './earlier-import.ts';
import { addKnown, type KnownRecords, nothingKnown } from './known-records.ts';
import { gravest, type LedgerRow, type Outcome } from './outcome.ts';

export interface Decision {
  readonly sourceSystem: string;
  readonly known: KnownRecords;
  readonly nextId: () => string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** A third of an index page holds this many characters of any script. */
const longestReference = 500;
const issuesKept = 20;

/** What a batch of read lines comes to, in source order, given what is stored. Touches nothing but `known`, to which it adds what it decides. */
export function decideBatch(lines: readonly ReadLine[], decision: Decision): Batch {
  const draft = new BatchDraft(decision);
  for (const line of lines) draft.announcePatients(line);
  for (const line of lines) draft.addLine(line);
  return draft.finish();
}

class BatchDraft {
  readonly #decision: Decision;
  readonly #ledger: LedgerRow[] = [];
  readonly #released: LedgerRow[] = [];
  readonly #current = new Map<string, RecordRow>();
  readonly #superseded: RecordRow[] = [];
  readonly #replaced = new Set<string>();
  readonly #quarantined: QuarantineRow[] = [];
  readonly #arrivedPatients: string[] = [];
  /** Patients that stand in this batch, by key, with the id that each will get: a record may stand before its patient. */
  readonly #announced = new Map<string, string>();
  readonly #decided = nothingKnown();
  readonly #validated = new Map<Arrival, readonly Issue[]>();

  constructor(decision: Decision) {
    this.#decision = decision;
  }

  announcePatients(line: ReadLine): void {
    const arrivals = line.kind === 'resource' ? [line.arrival] : line.kind === 'bundle' ? line.arrivals : [];
    for (const arrival of arrivals) {
      const key = recordKey(arrival.fhirType, arrival.fhirId);
      if (arrival.fhirType !== 'Patient' || this.#announced.has(key)) continue;
      const stored = this.#decision.known.records.get(key);
      if (stored) this.#announced.set(key, stored.recordId);
      else if (line.kind === 'bundle' && line.atomic) {
        if (line.arrivals.every((each) => this.#errors(each).length === 0))
          this.#announced.set(key, this.#decision.nextId());
      } else if (this.#errors(arrival).length === 0) this.#announced.set(key, this.#decision.nextId());
    }
  }

  addLine(line: ReadLine): void {
    if (line.kind === 'settled') this.#ledger.push(line.row);
    else if (line.kind === 'resource') this.#addResource(line.arrival);
    else this.#addBundle(line);
  }

  finish(): Batch {
    return {
      ledger: this.#ledger,
      current: [...this.#current.values()],
      superseded: this.#superseded,
      replaced: [...this.#replaced],
      quarantined: this.#quarantined,
      released: this.#released,
      arrivedPatients: this.#arrivedPatients,
      decided: this.#decided,
    };
  }

  #addResource(arrival: Arrival): void {
    const row = this.#decide(arrival);
    (arrival.waited ? this.#released : this.#ledger).push(row);
  }

  #addBundle({
    at,
    sourceId,
    atomic,
    arrivals,
    refusedEntries,
  }: ReadLine & { readonly kind: 'bundle' }): void {
    const whole = {
      at,
      fhirType: 'Bundle',
      sourceId,
      recordId: undefined,
      versionId: undefined,
      sourceHash: undefined,
      storedHash: undefined,
    };
    const errors = atomic ? arrivals.flatMap((arrival) => this.#errors(arrival)) : [];
    if (errors.length > 0) {
      this.#ledger.push({ ...whole, outcome: 'REJECTED_INVALID', issues: errors.slice(0, issuesKept) });
      return;
    }
    const rows = [...arrivals.map((arrival) => this.#decide(arrival)), ...refusedEntries];
    this.#ledger.push(
      { ...whole, outcome: gravest(rows.map(({ outcome }) => outcome)), issues: [] },
      ...rows,
    );
  }

  #decide(arrival: Arrival): LedgerRow {
    const { known } = this.#decision;
    const stored = known.records.get(recordKey(arrival.fhirType, arrival.fhirId));
    if (stored?.contentHash === arrival.contentHash)
      return ledgerRow(arrival, 'UNCHANGED', stored, arrival.notes);
    if (stored && known.settled.get(lineKey(arrival.at.line, arrival.at.entry)) === arrival.contentHash) {
      return ledgerRow(arrival, 'UNCHANGED', stored, arrival.notes);
    }
    if (stored && arrival.waited)
      return ledgerRow(arrival, 'REJECTED_CONFLICT', undefined, [supersededWhileWaiting]);
    const issues = this.#validate(arrival);
    if (issues.some(({ severity }) => severity === 'error')) {
      return ledgerRow(arrival, 'REJECTED_INVALID', undefined, placed(issues, arrival.path));
    }
    const patientRef = patientKey(arrival);
    const patientId =
      patientRef === undefined
        ? undefined
        : (known.patients.get(patientRef) ?? this.#announced.get(patientRef));
    if (patientRef !== undefined && patientId === undefined) {
      this.#quarantined.push({ arrival, patientRef });
      return ledgerRow(arrival, 'PENDING_REFERENCE', undefined, [unknownPatient]);
    }
    const warnings = placed(
      [...issues, ...(findImplausible(arrival.resource, this.#decision.now) ?? [])],
      arrival.path,
    );
    return this.#load(arrival, patientId, warnings);
  }

  #load(arrival: Arrival, patientOfOther: string | undefined, warnings: readonly Issue[]): LedgerRow {
    const { known, sourceSystem, nextId } = this.#decision;
    const key = recordKey(arrival.fhirType, arrival.fhirId);
    const stored = known.records.get(key);
    const isPatient = arrival.fhirType === 'Patient';
    const recordId = stored?.recordId ?? (isPatient ? this.#announced.get(key) : undefined) ?? nextId();
    const versionId = (stored?.versionId ?? 0) + 1;
    const place = { recordId, versionId, patientId: isPatient ? recordId : patientOfOther };
    const record = describeRecord(arrival, place, sourceSystem, known);

    const earlier = this.#current.get(recordId);
    if (earlier) this.#superseded.push(earlier);
    else if (stored) this.#replaced.add(recordId);
    this.#current.set(recordId, record);
    this.#learn(record, key);

    const outcome = warnings.length > 0 ? 'LOADED_WITH_WARNING' : stored ? 'LOADED_AS_NEW_VERSION' : 'LOADED';
    return ledgerRow(arrival, outcome, { recordId, versionId, contentHash: arrival.contentHash }, [
      ...arrival.notes,
      ...warnings,
    ]);
  }

  /** Later lines of this batch, and the next batch, see what was decided. */
  #learn({ recordId, versionId, identifiers, arrival }: RecordRow, key: string): void {
    const learned = nothingKnown();
    learned.records.set(key, { recordId, versionId, contentHash: arrival.contentHash });
    const names = identifiers.map(({ system, value }) => `${arrival.fhirType}?identifier=${system}|${value}`);
    for (const name of names) learned.identifiers.set(name, arrival.fhirId);
    if (arrival.fhirType === 'Patient') {
      for (const name of [key, ...names]) learned.patients.set(name, recordId);
      this.#arrivedPatients.push(key, ...names);
    }
    addKnown(this.#decision.known, learned);
    addKnown(this.#decided, learned);
  }

  #errors(arrival: Arrival): readonly Issue[] {
    const stored = this.#decision.known.records.get(recordKey(arrival.fhirType, arrival.fhirId));
    if (stored?.contentHash === arrival.contentHash) return [];
    return placed(
      this.#validate(arrival).filter(({ severity }) => severity === 'error'),
      arrival.path,
    );
  }

  #validate(arrival: Arrival): readonly Issue[] {
    const done = this.#validated.get(arrival);
    if (done) return done;
    const issues = validateResource(arrival.resource, arrival.content);
    this.#validated.set(arrival, issues);
    return issues;
  }
}

const unknownPatient: Issue = {
  severity: 'error',
  code: 'unknown-patient',
  path: '',
  message: 'Its patient is not known yet; it is kept aside and loaded when that patient is imported.',
};
const supersededWhileWaiting: Issue = {
  severity: 'error',
  code: 'conflict',
  path: '',
  message:
    'Another version was loaded while this one waited for its patient; send it again if it is the newer.',
};

function ledgerRow(
  { at, fhirType, sourceId, contentHash }: Arrival,
  outcome: Outcome,
  stored: { readonly recordId: string; readonly versionId: number; readonly contentHash: string } | undefined,
  issues: readonly Issue[],
): LedgerRow {
  return {
    at,
    outcome,
    fhirType,
    sourceId,
    recordId: stored?.recordId,
    versionId: stored?.versionId,
    sourceHash: contentHash,
    storedHash: stored?.contentHash,
    issues: issues.slice(0, issuesKept),
  };
}

function patientKey({ patient }: Arrival): string | undefined {
  return patient && targetKey(patient, 'Patient').slice(0, longestReference);
}

function placed(issues: readonly Issue[], path: string): readonly Issue[] {
  if (path === '') return issues;
  return issues.map((issue) => ({ ...issue, path: issue.path.replace(/^[A-Za-z]+/, path) }));
}
