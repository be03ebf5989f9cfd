import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Act, AnswerOnce } from './answer-once.ts';
import type { RepeatableRequest } from './answered-request.ts';
import { actOnce, findEarlierAnswer } from './answered-request-store.ts';

/**
 * Acts in a transaction, once for each key however often and from wherever it is asked; a repeated request gets the first answer again. A
 * refused act leaves nothing behind and binds no key.
 */
export async function answerOnce<Answer extends Prisma.InputJsonValue, Problem>(
  prisma: PrismaClient,
  request: RepeatableRequest,
  at: Date,
  act: (transaction: Prisma.TransactionClient) => Promise<Act<Answer, Problem>>,
): Promise<AnswerOnce<Answer, Problem>> {
  for (;;) {
    const earlier = await findEarlierAnswer(prisma, request);
    if (earlier.kind === 'KEY_REUSED') return { kind: 'KEY_REUSED' };
    // The row was written below, for the same operation and the same input.
    if (earlier.kind === 'ANSWERED')
      return { kind: 'DONE', answer: earlier.answer as Answer, replayed: true };

    let last: Act<Answer, Problem> | undefined;
    const done = await actOnce(prisma, request, at, async (transaction) => {
      last = await act(transaction);
      return 'answer' in last ? last.answer : undefined;
    });
    if (done && last && 'answer' in last) return { kind: 'DONE', answer: last.answer, replayed: false };
    if (last && 'problem' in last) return { kind: 'REFUSED', problem: last.problem };
  }
}
