import type { PrismaClient } from '../generated/prisma/client.ts';
import type { DurationHistogram } from './duration-histogram.ts';
import type { IntakeMeter } from './intake-meter.ts';
import { type StepCount, anyCampaign, stepsBefore } from './intake-step.ts';

export interface Span {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

export interface IntakeStepStore {
  /** Every step of a campaign by name, added up over the minutes that begin in the span. */
  countSteps(campaignId: string, span: Span): Promise<readonly { step: string; times: number }[]>;
  /** What became of attempts to order, by ZIP3. */
  countOutcomes(campaignId: string, span: Span): Promise<readonly StepCount[]>;
  /** How long attempts took. */
  readDurations(campaignId: string, span: Span): Promise<DurationHistogram>;
}

/** Adds what the meter holds to the stored figures; gives it back to the meter where that fails. */
export async function storeIntakeTally(prisma: PrismaClient, meter: IntakeMeter): Promise<void> {
  const tally = meter.take();
  const { steps, durations } = tally;
  if (steps.length === 0 && durations.length === 0) return;
  try {
    await prisma.$transaction([
      prisma.$executeRaw`
        INSERT INTO intake_step_count (campaign_id, starts_at, step, zip3, times)
        SELECT * FROM unnest(${steps.map(({ campaignId }) => campaignId)}::text[],
          ${steps.map(({ startsAt }) => startsAt)}::timestamptz[], ${steps.map(({ step }) => step)}::text[],
          ${steps.map(({ zip3 }) => zip3)}::text[], ${steps.map(({ times }) => times)}::integer[])
          AS tally (campaign_id, starts_at, step, zip3, times)
        ORDER BY campaign_id, starts_at, step, zip3
        ON CONFLICT (campaign_id, starts_at, step, zip3)
        DO UPDATE SET times = intake_step_count.times + excluded.times`,
      prisma.$executeRaw`
        INSERT INTO intake_duration_count (campaign_id, starts_at, bucket, times)
        SELECT * FROM unnest(${durations.map(({ campaignId }) => campaignId)}::text[],
          ${durations.map(({ startsAt }) => startsAt)}::timestamptz[],
          ${durations.map(({ bucket }) => bucket)}::smallint[], ${durations.map(({ times }) => times)}::integer[])
          AS tally (campaign_id, starts_at, bucket, times)
        ORDER BY campaign_id, starts_at, bucket
        ON CONFLICT (campaign_id, starts_at, bucket)
        DO UPDATE SET times = intake_duration_count.times + excluded.times`,
    ]);
  } catch (cause) {
    meter.restore(tally);
    throw cause;
  }
}

/** Reads the stored figures. */
export function createIntakeStepStore(prisma: PrismaClient): IntakeStepStore {
  return {
    countSteps: (campaignId, { from, to }) =>
      prisma.$queryRaw`
        SELECT step, sum(times)::integer AS times FROM intake_step_count
        WHERE campaign_id IN (${campaignId}, ${anyCampaign}) AND starts_at >= ${from} AND starts_at < ${to}
        GROUP BY step`,
    countOutcomes: (campaignId, { from, to }) =>
      prisma.$queryRaw`
        SELECT step, zip3, sum(times)::integer AS times FROM intake_step_count
        WHERE campaign_id = ${campaignId} AND starts_at >= ${from} AND starts_at < ${to}
          AND step <> ALL(${[...stepsBefore]}::text[])
        GROUP BY step, zip3 ORDER BY step, zip3`,
    async readDurations(campaignId, { from, to }) {
      const rows = await prisma.$queryRaw<{ bucket: number; times: number }[]>`
        SELECT bucket, sum(times)::integer AS times FROM intake_duration_count
        WHERE campaign_id = ${campaignId} AND starts_at >= ${from} AND starts_at < ${to}
        GROUP BY bucket`;
      return new Map(rows.map(({ bucket, times }) => [bucket, times]));
    },
  };
}
