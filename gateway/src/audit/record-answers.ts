import type { Viewer } from '@rotunda/platform/viewer';
import type { Agreement } from '../agreements/agreement.ts';
import { agreementOf } from '../agreements/agreement-of.ts';
import type { Answer } from '../execution/answer.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { AskedOperation, CompileRun } from '../operations/prepare-operation.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { describeOperation } from './describe-operation.ts';
import type { HttpAnswer } from './http-answer.ts';
import { LogUnavailable } from './log-unavailable.ts';
import { type Outcome, outcomeOfAnswer, outcomeOfBody, outcomeOfThrown } from './outcome-of.ts';
import { insertReceipt } from './receipt.ts';
import type { AuditLeaf } from './segment-writer.ts';
import { answerUnrecorded } from './unrecorded-answer.ts';

/** One caller's wish to have an operation answered. */
export interface RecordedRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Whether the caller asks for a signed receipt. */
  readonly wantsReceipt: boolean;
}

/** Sees an operation at the three places where something is known of it, and lets no answer out without its record. */
export interface AnswerRecorder {
  /** Describes each prepared operation once, for all its records. */
  describeRuns(compileRun: CompileRun): CompileRun;
  /** Notes what was asked and which errors came of it. */
  noteAnswer(
    asked: Pick<AskedOperation, 'textHash'>,
    variables: Readonly<Record<string, unknown>>,
    request: Pick<GatewayRequest, 'requestId'>,
    answer: Promise<Answer>,
  ): Promise<Answer>;
  /** Gives the answer when its record is durable; 503 and no answer where it cannot be, and nothing is run while that is known beforehand. */
  answerRecorded(request: RecordedRequest, answer: () => Promise<HttpAnswer>): Promise<HttpAnswer>;
}

/** What becomes known of an operation while it is under way. */
interface Notes {
  document: AuditEntry['document'];
  operation: AuditEntry['operation'];
  variables: AuditEntry['variables'];
  coerced: AuditEntry['coerced'];
  seen: Outcome | undefined;
}

const nothing = {};

/** A recorder that writes to this log. */
export function createAnswerRecorder(log: AuditLog): AnswerRecorder {
  /** By request id, as long as the request is under way: the server between edge and executor copies its context. */
  const underWay = new Map<string, Notes>();

  return {
    describeRuns: (compileRun) => (prepared) => {
      const operation = describeOperation(prepared, prepared.schema, prepared.isDenied);
      const run = compileRun(prepared);
      return (variables, request) => {
        const notes = underWay.get(request.requestId);
        if (notes) notes.operation = operation;
        if (notes) notes.coerced = variables.coerced;
        return run(variables, request);
      };
    },

    async noteAnswer({ textHash }, variables, { requestId }, answering) {
      const notes = underWay.get(requestId);
      if (notes) notes.document = textHash;
      if (notes) notes.variables = variables;
      const answer = await answering;
      if (notes) notes.seen = outcomeOfAnswer(answer);
      return answer;
    },

    async answerRecorded(request, run) {
      if (!log.healthy()) return answerUnrecorded('before');
      const notes: Notes = {
        document: undefined,
        operation: undefined,
        variables: nothing,
        coerced: undefined,
        seen: undefined,
      };
      underWay.set(request.requestId, notes);
      let ran: Ran;
      try {
        ran = { answer: await run() };
      } catch (thrown) {
        // What was thrown is recorded first and thrown on afterwards.
        ran = { thrown };
      }
      underWay.delete(request.requestId);

      const entry = entryOf(request, notes, ran);
      let leaf: AuditLeaf;
      try {
        leaf = await log.record(entry);
      } catch (cause) {
        if (cause instanceof LogUnavailable) return answerUnrecorded('after');
        throw cause;
      }
      if ('thrown' in ran) throw ran.thrown;
      if (!request.wantsReceipt) return ran.answer;
      const receipt = await log.receiptFor(leaf, { entry, body: ran.answer.body });
      return { ...ran.answer, body: insertReceipt(ran.answer.body, receipt) };
    },
  };
}

type Ran = { readonly answer: HttpAnswer } | { readonly thrown: unknown };

function entryOf({ viewer, requestId }: RecordedRequest, notes: Notes, ran: Ran): AuditEntry {
  const { document, operation, variables, coerced } = notes;
  const { outcome, errors } =
    'thrown' in ran ? outcomeOfThrown(ran.thrown) : (notes.seen ?? outcomeOfBody(ran.answer));
  return {
    requestId,
    viewer,
    agreement: nameOf(agreementOf(viewer)),
    document,
    operation,
    variables,
    coerced,
    outcome,
    errors,
  };
}

const agreementNames = new WeakMap<Agreement, string>();

function nameOf(agreement: Agreement): string {
  const known = agreementNames.get(agreement);
  if (known !== undefined) return known;
  const name = `${agreement.id}@${agreement.version}`;
  agreementNames.set(agreement, name);
  return name;
}
