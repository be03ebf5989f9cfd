import { appendFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Persona } from '@rotunda/platform/personas';
import { type RotundaProcesses, startRotundaProcesses } from './rotunda-processes.ts';
import { type SteadyLoad, type SteadyRequest, startSteadyLoad } from './steady-load.ts';

const perSecond = 500;
const quietMs = 3_000;
const drainMs = 2_000;
/** As often as a load balancer looks. */
const probeEveryMs = 1_000;

/**
 * 500 requests a second of three kinds while a supergraph is replaced, a wing is killed and comes back, and the gateway is told to end: one JSON
 * line a scenario, with what failed, what was null meanwhile and how long recovery took.
 */
export async function resilience(): Promise<void> {
  const house = await startRotundaProcesses({ drainMs });
  try {
    const requests = await requestsOf(house);
    const warmUp = startSteadyLoad(house.endpoint, perSecond, requests);
    await delay(quietMs);
    await warmUp.stop();
    for (const scenario of [replaceSupergraphs, killWing, endGateway]) {
      const { figures, load } = await scenario(house, requests);
      const figure = { perSecond, ...summaryOf(load), ...figures, cores: cpus().length };
      console.log(JSON.stringify({ scenario: scenario.name, ...figure }));
    }
  } finally {
    await house.stop();
  }
}

interface Ran {
  readonly load: SteadyLoad;
  readonly figures: Readonly<Record<string, unknown>>;
}

type Scenario = (house: RotundaProcesses, requests: readonly SteadyRequest[]) => Promise<Ran>;

/** Five times another text of the same supergraph, by file and signal. */
const replaceSupergraphs: Scenario = async (house, requests) => {
  const load = startSteadyLoad(house.endpoint, perSecond, requests);
  const replacements = 5;
  for (let time = 0; time < replacements; time += 1) {
    await delay(quietMs);
    await appendFile(house.supergraphFile, `# text ${time + 2}\n`);
    house.signal('gateway', 'SIGHUP');
  }
  await delay(quietMs);
  const unsent = await load.stop();
  return { load, figures: { replacements, unsent } };
};

/** `kill -9` of the health wing, which comes back after a while. */
const killWing: Scenario = async (house, requests) => {
  const load = startSteadyLoad(house.endpoint, perSecond, requests);
  await delay(quietMs);
  await house.kill('health');
  const backAt = performance.now();
  await delay(quietMs);
  const unsent = await load.stop();
  const lastPartial = Math.max(
    ...load.outcomes.filter(({ kind }) => kind === 'partial').map(({ endedAt }) => endedAt),
  );
  return { load, figures: { recoveryMs: Math.max(Math.round(lastPartial - backAt), 0), unsent } };
};

/** SIGTERM; the load goes on until the gateway says that it is not ready, as a load balancer would hear. */
const endGateway: Scenario = async (house, requests) => {
  const load = startSteadyLoad(house.endpoint, perSecond, requests);
  await delay(quietMs);
  const toldAt = performance.now();
  const ended = house.end('gateway');
  do await delay(probeEveryMs);
  while (await isReady(house));
  const unsent = await load.stop();
  const whileDraining = load.outcomes.filter(({ sentAt }) => sentAt > toldAt).length;
  const exitCode = await ended;
  return {
    load,
    figures: { whileDraining, unsent, exitCode, endedMs: Math.round(performance.now() - toldAt) },
  };
};

function isReady({ probes }: RotundaProcesses): Promise<boolean> {
  return fetch(`${probes}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

function summaryOf({ outcomes }: SteadyLoad): Readonly<Record<string, number>> {
  const count = (wanted: string) => outcomes.filter(({ kind }) => kind === wanted).length;
  const latencies = outcomes.map(({ sentAt, endedAt }) => endedAt - sentAt).sort((one, other) => one - other);
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
  const longest = latencies.at(-1) ?? 0;
  const firstSentAt = Math.min(...outcomes.map(({ sentAt }) => sentAt));
  const seconds = (Math.max(...outcomes.map(({ endedAt }) => endedAt)) - firstSentAt) / 1_000;
  return {
    requests: outcomes.length,
    answeredPerSecond: Math.round(outcomes.length / seconds),
    failed: count('failed'),
    wrong: count('wrong'),
    nullAnswers: count('partial'),
    p99Ms: Math.round(p99),
    longestMs: Math.round(longest),
  };
}

interface Question {
  readonly persona: Persona['name'];
  readonly query: string;
  /** Paths that are null while the health wing is down. */
  readonly ofHealth: readonly string[];
}

/** Questions whose answers stay the same, so that any other answer is wrong. */
const questions: readonly Question[] = [
  {
    persona: 'partner',
    query:
      'query County { region(fips: "11001") { name reliefCoverage(campaign: "home-tests-2026") { households } health { patients } } }',
    ofHealth: ['region.health'],
  },
  {
    persona: 'clinician',
    query: 'query Patients { patients(first: 5) { nodes { id } } }',
    ofHealth: ['patients'],
  },
  {
    persona: 'householder',
    query:
      'query Coverage { region(fips: "11001") { name reliefCoverage(campaign: "home-tests-2026") { households } } }',
    ofHealth: [],
  },
];

function requestsOf(house: RotundaProcesses): Promise<readonly SteadyRequest[]> {
  return Promise.all(
    questions.map(async ({ persona, query, ofHealth }) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${await house.tokenFor(persona)}`,
      };
      const body = JSON.stringify({ query });
      const response = await fetch(house.endpoint, { method: 'POST', headers, body });
      const text = await response.text();
      const { data, errors } = JSON.parse(text);
      if (errors) throw new Error(`${query}: ${text.slice(0, 400)}`);
      const whole = JSON.stringify(data);
      const partial = JSON.stringify(withNulls(data, ofHealth));
      return {
        headers,
        body,
        judge(answer: unknown) {
          const given = JSON.stringify(answer);
          return given === whole ? 'whole' : given === partial ? 'partial' : 'wrong';
        },
      };
    }),
  );
}

function withNulls(value: unknown, paths: readonly string[], place = ''): unknown {
  if (paths.includes(place)) return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      withNulls(inner, paths, place ? `${place}.${key}` : key),
    ]),
  );
}
