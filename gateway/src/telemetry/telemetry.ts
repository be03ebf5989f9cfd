import type { IncomingMessage, RequestListener } from 'node:http';
import type { IdentifyViewer } from '../access/identify-viewer.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AskWing } from '../execution/ask-wing.ts';
import type { AnswerPart } from '../execution/deferred/answer-part.ts';
import type { AnswerAsked } from '../gateway-interface.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { AskedOperation, PrepareOperation } from '../operations/prepare-operation.ts';
import type { StoredDocuments } from '../stored-documents/stored-documents.ts';
import type { Observation } from './observation.ts';
import type { Standing } from './standing.ts';

export interface PartsAsking {
  readonly asked: AskedOperation;
  readonly request: GatewayRequest;
  /** Cost, before anything was asked. */
  readonly estimated: number;
  readonly stored: StoredDocuments;
}

export interface ObservedParts {
  observe(parts: AsyncIterable<AnswerPart>): AsyncIterable<AnswerPart>;
  /** What it did cost, once that is known. */
  settle(actual: number): void;
}

/** Somebody who measures. Each wrapper is put round its part of the gateway once, at the start: where nobody measures, nothing is there. */
export interface Telemetry {
  observeHttp(handler: RequestListener): RequestListener;
  /** The measuring of a request that came through the observed handler. */
  observationOf(request: IncomingMessage): Observation | undefined;
  observeIdentity(identify: IdentifyViewer): IdentifyViewer;
  /** Only stored documents are told apart by name. */
  observeAnswer(answer: AnswerAsked, stored: StoredDocuments): AnswerAsked;
  /** Begins to measure an answer that leaves in parts. */
  observeParts(asking: PartsAsking): ObservedParts;
  /** `compiled` counts what was not found prepared. */
  observePreparing(prepare: PrepareOperation, compiled: () => number): PrepareOperation;
  observeWing(wing: string, ask: AskWing): AskWing;
  observeAudit(log: AuditLog): AuditLog;
  /** Reads how the gateway stands whenever somebody looks. */
  watch(standing: Standing): void;
}
