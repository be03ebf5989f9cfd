import type { IncomingMessage, RequestListener } from 'node:http';
import type { IdentifyViewer } from '../access/identify-viewer.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AskWing } from '../execution/ask-wing.ts';
import type { AnswerAsked } from '../gateway-interface.ts';
import type { PrepareOperation } from '../operations/prepare-operation.ts';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';
import type { Observation } from './observation.ts';
import type { Standing } from './standing.ts';

/** Somebody who measures. Each wrapper is put round its part of the gateway once, at the start: where nobody measures, nothing is there. */
export interface Telemetry {
  observeHttp(handler: RequestListener): RequestListener;
  /** The measuring of a request that came through the observed handler. */
  observationOf(request: IncomingMessage): Observation | undefined;
  observeIdentity(identify: IdentifyViewer): IdentifyViewer;
  /** Only stored documents are told apart by name. */
  observeAnswer(answer: AnswerAsked, stored: StoredDocuments): AnswerAsked;
  /** `compiled` counts what was not found prepared. */
  observePreparing(prepare: PrepareOperation, compiled: () => number): PrepareOperation;
  observeWing(wing: string, ask: AskWing): AskWing;
  observeAudit(log: AuditLog): AuditLog;
  /** Reads how the gateway stands whenever somebody looks. */
  watch(standing: Standing): void;
}
