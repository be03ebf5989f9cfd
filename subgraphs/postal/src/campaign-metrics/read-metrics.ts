import { Refusal } from '@rotunda/platform/refusal';
import { smallestShown } from '../public-coverage/coverage-cell.ts';
import { durationQuantile } from './duration-histogram.ts';
import { duplicateSteps, stepsBefore } from './intake-step.ts';
import type { IntakeStepStore, Span } from './intake-step-store.ts';
import { metricWindow } from './metric-window.ts';
import type { CountDimension, KeyGroups, OrderRate, OrderRateStore } from './order-rate-store.ts';
import { type RefusalCount, withholdSmallRefusals } from './withhold-refusals-rules.ts';

export interface MetricStores {
  readonly rates: OrderRateStore;
  readonly steps: IntakeStepStore;
}

interface RatesAsked {
  readonly campaignId: string;
  readonly from: Date;
  readonly to: Date;
  /** ISO 8601 duration. */
  readonly bucket: string;
  /** FACILITY needs `groups`: the centre of each ZIP3. */
  readonly by: CountDimension | 'FACILITY';
  readonly groups?: KeyGroups | undefined;
}

export interface IntakeFunnel {
  readonly addressChecks: number;
  readonly eligible: number;
  readonly placed: number;
  readonly refused: number;
  readonly duplicates: number;
  readonly p95Ms: number | undefined;
}

const pointsAtMost = 10_000;
const longestSpanMs = 31 * 86_400_000;

/** Orders by bucket and key. Refuses a window that `metricWindow` refuses, and one with more than 10,000 points. */
export async function readOrderRates(
  asked: RatesAsked,
  { rates }: MetricStores,
): Promise<readonly OrderRate[]> {
  const window = metricWindow(asked);
  const dimension = asked.by === 'FACILITY' ? 'ZIP3' : asked.by;
  const points = await rates.list(asked.campaignId, dimension, window, pointsAtMost + 1, asked.groups);
  if (points.length > pointsAtMost) {
    throw new Refusal(
      'BAD_INPUT',
      `Ask for at most ${pointsAtMost} points: a longer bucket or a shorter time.`,
    );
  }
  return points;
}

/** What became of those who came, in the minutes that begin between two moments. Refuses more than 31 days. */
export async function readFunnel(
  campaignId: string,
  span: Span,
  stores: MetricStores,
): Promise<IntakeFunnel> {
  refuseLongSpan(span);
  const [counts, durations, placed] = await Promise.all([
    stores.steps.countSteps(campaignId, span),
    stores.steps.readDurations(campaignId, span),
    stores.rates.total(campaignId, span),
  ]);
  const timesOf = (isMeant: (step: string) => boolean) =>
    counts.reduce((sum, { step, times }) => (isMeant(step) ? sum + times : sum), 0);
  return {
    addressChecks: timesOf((step) => step === 'ADDRESS_CHECKED'),
    eligible: timesOf((step) => step === 'ELIGIBLE'),
    placed,
    refused: timesOf(isRefusal),
    duplicates: timesOf((step) => duplicateSteps.includes(step)),
    p95Ms: durationQuantile(durations, 0.95),
  };
}

/** Why attempts were refused, the most frequent first; small figures are withheld. Refuses more than 31 days and more than 500 rows. */
export async function readRefusals(
  campaignId: string,
  asked: Span & { readonly first: number },
  { steps }: MetricStores,
): Promise<readonly RefusalCount[]> {
  refuseLongSpan(asked);
  if (asked.first < 1 || asked.first > 500)
    throw new Refusal('BAD_INPUT', 'Ask for 1 to 500 rows with `first`.');
  const outcomes = await steps.countOutcomes(campaignId, asked);
  const attempts = new Map<string, number>();
  for (const { zip3, times } of outcomes) attempts.set(zip3, (attempts.get(zip3) ?? 0) + times);
  const refusals = outcomes.filter(({ step }) => isRefusal(step) || step === 'HOUSEHOLD_LIMIT_REACHED');
  return withholdSmallRefusals(refusals, attempts, smallestShown).slice(0, asked.first);
}

function isRefusal(step: string): boolean {
  return step !== 'PLACED' && !stepsBefore.includes(step) && !duplicateSteps.includes(step);
}

function refuseLongSpan({ from, to }: Span): void {
  if (to > from && to.getTime() - from.getTime() <= longestSpanMs) return;
  throw new Refusal('BAD_INPUT', 'Give a `to` later than `from`, at most 31 days.');
}
