import type { Viewer } from '@rotunda/platform/viewer';
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

type Notes = { -readonly [Name in keyof AuditEntry]?: AuditEntry[Name] };

/** A recorder that writes to this log. */
export function createAnswerRecorder(log: AuditLog): AnswerRecorder {
  /** By request id, as long as the request is under way: the server between edge and executor copies its context. */
  const underWay = new Map<string, Notes>();
  const note = (requestId: string, notes: Notes) => Object.assign(underWay.get(requestId) ?? {}, notes);

  return {
    describeRuns: (compileRun) => (prepared) => {
      const operation = describeOperation(prepared, prepared.schema, prepared.isDenied);
      const run = compileRun(prepared);
      return (variables, request) => {
        note(request.requestId, { operation, coerced: variables.coerced });
        return run(variables, request);
      };
    },

    async noteAnswer({ textHash }, variables, { requestId }, answering) {
      note(requestId, { document: textHash, variables });
      const answer = await answering;
      note(requestId, outcomeOfAnswer(answer));
      return answer;
    },

    async answerRecorded(request, run) {
      if (!log.healthy()) return answerUnrecorded('before');
      const notes: Notes = {};
      underWay.set(request.requestId, notes);
      const ran = await settle(run);
      underWay.delete(request.requestId);

      const entry = entryOf(request, notes, ran);
      const leaf = await recordIfPossible(log, entry);
      if (!leaf) return answerUnrecorded('after');
      if ('thrown' in ran) throw ran.thrown;
      if (!request.wantsReceipt) return ran.answer;
      const receipt = await log.receiptFor(leaf, { entry, body: ran.answer.body });
      return { ...ran.answer, body: insertReceipt(ran.answer.body, receipt) };
    },
  };
}

type Ran = { readonly answer: HttpAnswer } | { readonly thrown: unknown };

/** What was thrown is recorded first and thrown on afterwards. */
async function settle(run: () => Promise<HttpAnswer>): Promise<Ran> {
  try {
    return { answer: await run() };
  } catch (thrown) {
    return { thrown };
  }
}

async function recordIfPossible(log: AuditLog, entry: AuditEntry): Promise<AuditLeaf | undefined> {
  try {
    return await log.record(entry);
  } catch (cause) {
    if (cause instanceof LogUnavailable) return undefined;
    throw cause;
  }
}

function entryOf({ viewer, requestId }: RecordedRequest, notes: Notes, ran: Ran): AuditEntry {
  const { id, version } = agreementOf(viewer);
  const { outcome, errors } = notes;
  const known: Outcome | undefined = outcome && errors && { outcome, errors };
  const seen = 'thrown' in ran ? outcomeOfThrown(ran.thrown) : (known ?? outcomeOfBody(ran.answer));
  return { variables: {}, ...notes, ...seen, requestId, viewer, agreement: `${id}@${version}` };
}
