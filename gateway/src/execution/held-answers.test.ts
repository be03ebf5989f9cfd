import { expect, test } from '@jest/globals';
import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import { anonymousViewer } from '@rotunda/platform/viewer';
import fc from 'fast-check';
import { unlimitedBudget } from '../admission/request-budget.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { Fetch } from './ask-wing.ts';
import { holdAnswers } from './held-answers.ts';
import { RequestSignal } from './request-signal.ts';

const aRequest = (languages?: string): GatewayRequest => ({
  viewer: anonymousViewer,
  requestId: 'r',
  languages,
  deadlineAt: Number.POSITIVE_INFINITY,
  signal: new RequestSignal(),
  budget: unlimitedBudget,
});

let orders = 0;
const anOrder = (rest: Partial<Fetch> = {}): Fetch => ({
  document: 'mutation ($input: Wish!) { place(input: $input) { code } }',
  operationName: undefined,
  variables: { input: { key: (orders += 1), address: { zip: '20002' } } },
  ...rest,
});

const answerOf = (code: string): SubgraphResult => ({ data: { place: { code } } });
const full = (ms: number, code = 'FULL', askPerSecond = 0): SubgraphResult => ({
  ...answerOf(code),
  standing: { ms, askPerSecond, variesBy: ['locale'] },
});

/** A wing that answers when the test says so, and a clock that the test moves. */
function aWing() {
  const asked: ((result: SubgraphResult) => void)[] = [];
  let now = 0;
  const ask = holdAnswers(
    () => new Promise((resolve) => asked.push(resolve)),
    () => now,
  );
  return {
    asked,
    pass: (ms: number) => void (now += ms),
    now: () => now,
    ask: (fetch = anOrder(), languages?: string) => ask(fetch, aRequest(languages)),
    /** Has the wing answer one fetch so. */
    async answer(result: SubgraphResult, fetch = anOrder()) {
      const answer = ask(fetch, aRequest());
      asked.at(-1)?.(result);
      return answer;
    },
  };
}

test('what stands is told to others without asking the wing, and to nobody how long it stands', async () => {
  const { asked, ask, answer } = aWing();

  const first = await answer(full(50));
  const others = await Promise.all([ask(), ask()]);

  expect(asked).toHaveLength(1);
  expect([first, ...others]).toEqual(Array(3).fill(answerOf('FULL')));
});

test('each gets data of its own, because a run changes what it gets', async () => {
  const { ask, answer } = aWing();
  await answer(full(50));

  Object.assign(Object((await ask()).data?.['place']), { code: 'changed' });

  expect(await ask()).toEqual(answerOf('FULL'));
});

test.each<[string, Partial<Fetch>, string | undefined]>([
  [
    'another document',
    { document: 'mutation ($input: Wish!) { place(input: $input) { code message } }' },
    undefined,
  ],
  ['another language', {}, 'es'],
  ['another value of what it differs by', { variables: { input: { locale: 'es' } } }, undefined],
  ['such a value further in', { variables: { input: { contact: { locale: 'es' } } } }, undefined],
  ['a variable that is no input object', { variables: { input: {}, locale: 'es' } }, undefined],
])('%s is asked of the wing', async (_name, other, languages) => {
  const { asked, ask, answer } = aWing();
  await answer(full(50));

  void ask(anOrder(other), languages);

  expect(asked).toHaveLength(2);
});

test.each<[string, SubgraphResult]>([
  ['that stands for no time', answerOf('PLACED')],
  ['with an error', { ...full(50), errors: [{ message: 'Broken.' }] }],
])('an answer %s is not held', async (_name, result) => {
  const { asked, ask, answer } = aWing();
  await answer(result);

  void ask();

  expect(asked).toHaveLength(2);
});

test('as many ask all the same as the wing said, spread over the time, and what they hear renews what is held', async () => {
  const { asked, ask, answer, pass } = aWing();
  await answer(full(1_000, 'FULL', 125));

  for (let ms = 0; ms < 500; ms += 1) {
    pass(1);
    for (let count = 0; count < 5; count += 1) void ask();
  }
  expect(asked).toHaveLength(63);
  asked.at(-1)?.(full(1_000, 'STILL FULL', 0));
  await new Promise(setImmediate);
  pass(900);

  expect(await ask()).toEqual(answerOf('STILL FULL'));
});

test('a pause does not let more through at once than come in a fifth of a second', async () => {
  const { asked, ask, answer, pass } = aWing();
  await answer(full(1_000, 'FULL', 100));
  pass(900);

  for (let count = 0; count < 50; count += 1) void ask();

  expect(asked).toHaveLength(21);
});

test('however questions, answers and time come together, only what stands is told, to those it is meant for', async () => {
  const locale = fc.constantFrom('en', 'es', undefined);
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), locale }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(), ms: fc.nat(40) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(20) }) },
  );
  let toldWithoutAsking = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const wing = aWing();
      const waiting: { readonly locale: string | undefined; answer(result: SubgraphResult): void }[] = [];
      const said: { readonly code: string; readonly locale: string | undefined; readonly until: number }[] =
        [];
      for (const [index, taken] of steps.entries()) {
        if (taken.do === 'pass') wing.pass(taken.ms);
        if (taken.do === 'answer' && waiting.length > 0) {
          const [one] = waiting.splice(taken.which % waiting.length, 1);
          const stands = taken.ms >= 10;
          if (stands) said.push({ code: `${index}`, locale: one?.locale, until: wing.now() + taken.ms });
          one?.answer(stands ? full(taken.ms, `${index}`, taken.ms > 20 ? 200 : 0) : answerOf(`${index}`));
          await new Promise(setImmediate);
        }
        if (taken.do === 'ask') {
          const before = wing.asked.length;
          const answer = wing.ask(anOrder({ variables: { input: { key: index, locale: taken.locale } } }));
          const asked = wing.asked[before];
          if (asked) {
            waiting.push({ locale: taken.locale, answer: asked });
            continue;
          }
          toldWithoutAsking += 1;
          const told = await answer;
          const meant = said.filter(({ locale, until }) => locale === taken.locale && until > wing.now());
          expect(meant.map(({ code }) => answerOf(code))).toContainEqual(told);
        }
      }
    }),
  );
  expect(toldWithoutAsking).toBeGreaterThan(20);
});
