import type { OutboxEvent } from '../event-outbox/outbox-event.ts';
import type { SendOutcome } from './webhook-sender.ts';

const lanesAtOnce = 8;
const failuresInRow = 5;

/**
 * Sends events, those of one partition one after the other and several partitions at a time. A partition ends with its first event that is not
 * taken; all end after five failures in a row, at a wish to be asked later and when the receiver is gone. Events without an outcome were
 * not tried.
 */
export async function sendInLanes(
  events: readonly OutboxEvent[],
  send: (event: OutboxEvent) => Promise<SendOutcome>,
): Promise<ReadonlyMap<bigint, SendOutcome>> {
  const outcomes = new Map<bigint, SendOutcome>();
  const lanes = [...lanesOf(events).values()];
  let failed = 0;
  let isOver = false;

  async function runLane(lane: readonly OutboxEvent[]): Promise<void> {
    for (const event of lane) {
      if (isOver) return;
      const outcome = await send(event);
      outcomes.set(event.position, outcome);
      failed = outcome.kind === 'TAKEN' ? 0 : failed + 1;
      isOver ||= failed >= failuresInRow || endsRound(outcome);
      if (outcome.kind !== 'TAKEN') return;
    }
  }

  async function runLanes(): Promise<void> {
    for (let lane = lanes.shift(); lane && !isOver; lane = lanes.shift()) await runLane(lane);
  }

  await Promise.all(Array.from({ length: lanesAtOnce }, runLanes));
  return outcomes;
}

function lanesOf(events: readonly OutboxEvent[]): ReadonlyMap<string, readonly OutboxEvent[]> {
  const lanes = new Map<string, OutboxEvent[]>();
  for (const event of events) {
    const lane = lanes.get(event.partitionKey);
    if (lane) lane.push(event);
    else lanes.set(event.partitionKey, [event]);
  }
  return lanes;
}

function endsRound(outcome: SendOutcome): boolean {
  if (outcome.kind === 'UNAVAILABLE') return outcome.retryAfterMs !== undefined;
  return outcome.kind === 'RETIRED' || outcome.kind === 'ABANDONED';
}
