import type { EarlierAnswer, RepeatableRequest } from './answered-request.ts';

/** What is to be done, or what keeps it from being done. `act` gives false where somebody else was quicker. */
export type ChangeDecision<Problem> = { readonly problems: readonly Problem[] } | { act(): Promise<boolean> };

export type ChangeOutcome<Problem> =
  /** `answer` is as it was stored, by this request or by the same one before. */
  | { readonly kind: 'DONE'; readonly answer: unknown; readonly replayed: boolean }
  | { readonly kind: 'KEY_REUSED' }
  | { readonly kind: 'REFUSED'; readonly problems: readonly Problem[] };

/** Rivals for one thing are few; as many defeats as this in a row would be a fault. */
const triesAtMost = 16;

/** Makes a change once for a key: looks, decides and acts, and does so anew whenever somebody else was quicker. */
export async function changeOnce<Problem>(
  request: RepeatableRequest,
  decide: () => Promise<ChangeDecision<Problem>>,
  findEarlier: (request: RepeatableRequest) => Promise<EarlierAnswer>,
): Promise<ChangeOutcome<Problem>> {
  let isMine = false;
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const earlier = await findEarlier(request);
    if (earlier.kind === 'KEY_REUSED') return earlier;
    if (earlier.kind === 'ANSWERED') return { kind: 'DONE', answer: earlier.answer, replayed: !isMine };
    const decision = await decide();
    if ('act' in decision) {
      isMine = await decision.act();
      continue;
    }
    // The same request may have been done between the two looks, and then stands in its own way.
    if ((await findEarlier(request)).kind === 'NONE') return { kind: 'REFUSED', problems: decision.problems };
  }
  throw new Error(`The change ${request.operation} was outrun ${triesAtMost} times.`);
}
