import type { Clock } from '@rotunda/platform/clock';
import { Refusal } from '@rotunda/platform/refusal';
import type { RequestFacts } from '@rotunda/platform/request-facts';
import type { Viewer } from '@rotunda/platform/viewer';
import type { AccessEvent, AccessOutcome } from '../access-log/access-event.ts';
import type { AccessLog } from '../access-log/append-access-events.ts';
import { type ChartDecision, type PermittedChart, decideChartAccess } from './chart-access.ts';
import type { ChartFactsStore } from './chart-facts-store.ts';
import { scopeOfType } from './type-scopes.ts';

/** Leave to read some kinds of record of one patient. Made only after the event that says so is on disk. */
class ReadPass {
  readonly #written = true;
  readonly patientId: string;
  readonly clearedMask: number;
  readonly #fhirTypes: ReadonlySet<string>;

  constructor(access: PermittedChart, fhirTypes: ReadonlySet<string>) {
    this.patientId = access.patientId;
    this.clearedMask = access.clearedMask;
    this.#fhirTypes = fhirTypes;
  }

  /** Throws (a fault of ours) where a store is about to read a kind that the event does not name. */
  assertCovers(fhirType: string): void {
    if (!this.#written || !this.#fhirTypes.has(fhirType)) {
      throw new Error(`A read of ${fhirType} that no access event names.`);
    }
  }
}
export type { ReadPass };

/** One patient's chart, opened to one caller for one request. */
export interface Chart {
  readonly patientId: string;
  readonly access: PermittedChart;
  /** Language of texts where the reader asks for none. */
  readonly language: string;
  /** Some asked kinds were outside the caller's scopes. */
  readonly redacted: boolean;
  /** Leave to read these kinds; logs first what no event of this request names yet. Refuses kinds outside the caller's scopes. */
  passFor(...fhirTypes: string[]): Promise<ReadPass>;
}

export interface ChartRequest {
  readonly viewer: Viewer;
  readonly facts: RequestFacts;
  readonly clock: Clock;
  readonly chartFacts: ChartFactsStore;
  readonly accessLog: AccessLog;
  /** Of the caller's own client: the first of Accept-Language, else en. */
  readonly language: string;
}

export interface ChartWish {
  readonly patientId: string;
  readonly action: AccessEvent['action'];
  /** FHIR types about to be read, the Patient itself apart. */
  readonly recordKinds: readonly string[];
}

/** Whether a text can be the id of a patient at all: only such texts go into the access log. */
export function isPatientId(text: string): boolean {
  return /^[A-Za-z0-9.-]{1,64}$/.test(text);
}

/**
 * Opens a chart: decides, writes the access event, and only then gives leave to read. Undefined for a stranger and for an
 * unknown patient alike, and the attempt is logged. Rejects when the event cannot be written. Refuses a text that is no id.
 */
export async function openChart(request: ChartRequest, wish: ChartWish): Promise<Chart | undefined> {
  if (!isPatientId(wish.patientId)) {
    throw new Refusal('BAD_INPUT', 'A patient id has 1 to 64 letters, digits, dots and hyphens.');
  }
  const facts = await request.chartFacts.find(wish.patientId);
  const decision = decideChartAccess({
    viewer: request.viewer,
    purpose: request.viewer.purpose,
    patientId: wish.patientId,
    ...facts,
    at: request.clock.now(),
  });
  const kinds = ['Patient', ...wish.recordKinds.filter((kind) => kind !== 'Patient')];
  if (!decision.permitted) {
    await request.accessLog.append(eventOf(request, decision, wish.action, kinds));
    return undefined;
  }
  const covered = kinds.filter((kind) => kind === 'Patient' || decision.covers(kind));
  const redacted = covered.length < kinds.length;
  await request.accessLog.append(eventOf(request, decision, wish.action, covered, redacted));
  const language = decision.basis === 'SELF' ? (facts.language ?? request.language) : request.language;
  return chartOf(request, decision, { action: wish.action, written: covered, language, redacted });
}

interface Opening {
  readonly action: AccessEvent['action'];
  readonly written: readonly string[];
  readonly language: string;
  readonly redacted: boolean;
}

function chartOf(request: ChartRequest, access: PermittedChart, opening: Opening): Chart {
  const written = new Map<string, Promise<void>>(opening.written.map((kind) => [kind, Promise.resolve()]));

  return {
    patientId: access.patientId,
    access,
    language: opening.language,
    redacted: opening.redacted,
    async passFor(...fhirTypes) {
      const closed = fhirTypes.find((type) => type !== 'Patient' && !access.covers(type));
      if (closed) {
        throw new Refusal(
          'FORBIDDEN',
          `Your token does not cover ${closed}: ask for ${scopeOfType(closed)}.`,
        );
      }
      const unwritten = fhirTypes.filter((type) => !written.has(type));
      if (unwritten.length > 0) {
        const appended = request.accessLog.append(eventOf(request, access, opening.action, unwritten));
        unwritten.forEach((type) => written.set(type, appended));
      }
      await Promise.all(fhirTypes.flatMap((type) => written.get(type) ?? []));
      return new ReadPass(access, new Set(fhirTypes));
    },
  };
}

function eventOf(
  { viewer, facts, clock }: ChartRequest,
  decision: ChartDecision,
  action: AccessEvent['action'],
  recordKinds: readonly string[],
  redacted = false,
): AccessEvent {
  const permitted: AccessOutcome = redacted ? 'PERMITTED_REDACTED' : 'PERMITTED';
  return {
    at: clock.now(),
    actor: viewer.subject,
    practitioner: viewer.attributes['practitioner'],
    organization: viewer.agency,
    patientId: decision.patientId,
    basis: decision.permitted ? decision.basis : undefined,
    purpose: viewer.purpose,
    outcome: decision.permitted ? permitted : 'DENIED',
    action,
    recordKinds,
    requestId: facts.requestId,
  };
}
