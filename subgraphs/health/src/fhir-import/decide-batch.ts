import type { Issue } from '../fhir/issue.ts';
import { findImplausible } from '../fhir/plausibility.ts';
import { targetKey } from '../fhir/reference-target.ts';
import { validateResource } from '../fhir/validate-resource.ts';
import { type Arrival, arrivalsOf, type ReadLine, recordKey } from './arrival.ts';
import type { Batch, QuarantineRow, RecordRow } from './batch.ts';
import { describeRecord } from './describe-record.ts';
import { lineKey } from './earlier-import.ts';
import { addKnown, type KnownRecords, nothingKnown, type StoredRecord } from './known-records.ts';
import { bundleRow, ledgerRowOf, overtaken, placed, unknownPatient } from './ledger-row.ts';
import { comparePositions, gravest, type LedgerRow } from './outcome.ts';

export interface Decision {
  readonly sourceSystem: string;
  readonly known: KnownRecords;
  readonly nextId: () => string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** A third of an index page holds this many characters of any script. */
const longestReference = 500;

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
    const arrivals = arrivalsOf(line);
    const patients = arrivals.filter(({ fhirType }) => fhirType === 'Patient');
    if (patients.length === 0) return;
    const isWhole = line.kind !== 'bundle' || !line.atomic || arrivals.every((each) => this.#isSound(each));
    for (const patient of patients) {
      const key = recordKey(patient.fhirType, patient.fhirId);
      const stored = this.#decision.known.records.get(key);
      if (this.#announced.has(key) || (!stored && !(isWhole && this.#isSound(patient)))) continue;
      this.#announced.set(key, stored?.recordId ?? this.#decision.nextId());
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
    const errors = atomic ? arrivals.flatMap((arrival) => this.#errors(arrival)) : [];
    if (errors.length > 0) {
      this.#ledger.push(bundleRow(at, sourceId, 'REJECTED_INVALID', errors));
      return;
    }
    const rows = [...arrivals.map((arrival) => this.#decide(arrival)), ...refusedEntries];
    this.#ledger.push(bundleRow(at, sourceId, gravest(rows.map(({ outcome }) => outcome)), []));
    for (const row of rows) this.#ledger.push(row);
  }

  #decide(arrival: Arrival): LedgerRow {
    const { known } = this.#decision;
    const stored = known.records.get(recordKey(arrival.fhirType, arrival.fhirId));
    const before = known.settled.get(lineKey(arrival.at.line, arrival.at.entry));
    if (stored && (stored.contentHash === arrival.contentHash || before === arrival.contentHash)) {
      return ledgerRowOf(arrival, 'UNCHANGED', stored, arrival.notes);
    }
    if (isOvertaken(arrival, stored))
      return ledgerRowOf(arrival, 'REJECTED_CONFLICT', undefined, [overtaken]);
    const issues = this.#validate(arrival);
    if (issues.some(({ severity }) => severity === 'error')) {
      return ledgerRowOf(arrival, 'REJECTED_INVALID', undefined, placed(issues, arrival.path));
    }
    const patientRef = patientKey(arrival);
    const patientId =
      patientRef === undefined
        ? undefined
        : (known.patients.get(patientRef) ?? this.#announced.get(patientRef));
    if (patientRef !== undefined && patientId === undefined) {
      this.#quarantined.push({ arrival, patientRef });
      return ledgerRowOf(arrival, 'PENDING_REFERENCE', undefined, [unknownPatient]);
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
    return ledgerRowOf(arrival, outcome, { recordId, versionId, contentHash: arrival.contentHash }, [
      ...arrival.notes,
      ...warnings,
    ]);
  }

  /** Later lines of this batch, and the next batch, see what was decided. */
  #learn({ recordId, versionId, identifiers, arrival }: RecordRow, key: string): void {
    const learned = nothingKnown();
    learned.records.set(key, { recordId, versionId, contentHash: arrival.contentHash, from: arrival.at });
    const names = identifiers.map(({ system, value }) => `${arrival.fhirType}?identifier=${system}|${value}`);
    for (const name of names) learned.identifiers.set(name, arrival.fhirId);
    if (arrival.fhirType === 'Patient') {
      for (const name of [key, ...names]) learned.patients.set(name, recordId);
      this.#arrivedPatients.push(key, ...names);
    }
    addKnown(this.#decision.known, learned);
    addKnown(this.#decided, learned);
  }

  #isSound(arrival: Arrival): boolean {
    return this.#errors(arrival).length === 0;
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

function patientKey({ patient }: Arrival): string | undefined {
  return patient && targetKey(patient, 'Patient').slice(0, longestReference);
}

/** A line that waited is older than a version from a later line, and newer than one from an earlier line. */
function isOvertaken({ at, waited }: Arrival, stored: StoredRecord | undefined): boolean {
  if (!waited || !stored) return false;
  return !stored.from || comparePositions(stored.from, at) > 0;
}
