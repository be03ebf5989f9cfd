import type { RunningFeed } from '../feed-registry/feed.ts';
import { fileFlightPlan, type FileFlightPlanNeeds } from '../flight-plans/file-flight-plan.ts';
import type { TakeMessages } from '../ingest/take-messages.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { unmarked } from '../releasability/marking.ts';
import { sharePlan, type SharePlanNeeds } from '../sharing/share-plan.ts';
import { demonstrationMessages } from './feed-messages.ts';
import { demonstrationPlanMessages } from './plan-messages.ts';

export interface DemonstrationNeeds {
  readonly live: LivePicture;
  readonly takeMessages: TakeMessages;
  /** Fresh for each use: the look-ups of a store remember what they read. */
  readonly needsOfUseCases: () => FileFlightPlanNeeds & SharePlanNeeds;
}

const filedBy = 'FAA-NCRCC';
const filing = { unitId: filedBy, format: 'ICAO_ATS', marking: unmarked } as const;
const dayMs = 24 * 3_600_000;

/** Plays the next second of the demonstration: the day's plans once, filed and shared with every unit, and what the receivers send. */
export function createDemonstration(needs: DemonstrationNeeds): () => Promise<void> {
  let dayFiled: number | undefined;
  return async () => {
    const nowMs = needs.live.clock.now().getTime();
    const day = Math.floor(nowMs / dayMs);
    if (day !== dayFiled) {
      await filePlansOfDay(day * dayMs, needs);
      dayFiled = day;
    }
    for (const { feedId, message } of demonstrationMessages(nowMs)) {
      const feed = generatedFeed(needs.live, feedId);
      if (feed) needs.takeMessages(feed, [message]);
    }
  };
}

/** Whether this installation has a demonstration to play: generated feeds that are switched on. */
export function hasDemonstration(live: LivePicture): boolean {
  return live.feeds.all.some(({ feed }) => feed.transport === 'GENERATED' && feed.enabled);
}

function generatedFeed({ feeds }: LivePicture, id: string): RunningFeed | undefined {
  const running = feeds.find(id);
  return running?.feed.transport === 'GENERATED' && running.feed.enabled ? running : undefined;
}

/** Yesterday's plans are cancelled: theirs and today's would both fit the same aircraft round midnight. */
async function filePlansOfDay(
  midnightMs: number,
  { live, needsOfUseCases }: DemonstrationNeeds,
): Promise<void> {
  const others = live.units.all.map(({ id }) => id).filter((id) => id !== filedBy);
  const today = demonstrationPlanMessages(midnightMs);
  for (const [index, message] of today.entries()) {
    await cancelEarlier(message, midnightMs, needsOfUseCases());
    const idempotencyKey = `demonstration/${midnightMs}/${index}`;
    const filed = await fileFlightPlan({ ...filing, message, idempotencyKey }, needsOfUseCases());
    if ('refusal' in filed)
      throw new Error(`The demonstration's plan ${index} was refused: ${filed.refusal.message}`);
    const sending = {
      planId: filed.plan.id,
      fromId: filedBy,
      toIds: others,
      phase: 'ADVANCE',
      note: undefined,
    } as const;
    const sent = await sharePlan(sending, needsOfUseCases());
    if ('refusal' in sent)
      throw new Error(`The demonstration's plan ${index} was not shared: ${sent.refusal.message}`);
  }
}

async function cancelEarlier(message: string, midnightMs: number, needs: FileFlightPlanNeeds): Promise<void> {
  const callsign = /^\(FPL-([A-Z0-9]+)/.exec(message)?.[1] ?? '';
  const earlier = (await needs.plans.findToUpdate(filedBy, callsign)).filter(
    ({ content }) => content.offBlockAtMs < midnightMs,
  );
  for (const { id, content } of earlier) {
    const cancellation = `(CNL-${content.callsign}-${content.departure}0000-${content.destination ?? 'ZZZZ'})`;
    const idempotencyKey = `demonstration/cancel/${id}`;
    await fileFlightPlan({ ...filing, message: cancellation, idempotencyKey }, needs);
  }
}
