import type { OutboxPage } from '../event-outbox/outbox-event.ts';
import { delayBeforeNextTry, isGivenUp } from './backoff-rules.ts';
import type { RoundReport } from './delivery-store.ts';
import type { SendOutcome } from './webhook-sender.ts';
import type { WebhookRetry, WebhookToTell } from './webhook.ts';

interface Round {
  readonly webhook: WebhookToTell;
  readonly page: OutboxPage;
  /** Partitions in which an event waits, so that none of the page was sent. */
  readonly blocked: ReadonlySet<string>;
  /** What waited and was sent again. */
  readonly due: readonly WebhookRetry[];
  /** By position; events without one were not tried. */
  readonly outcomes: ReadonlyMap<bigint, SendOutcome>;
  readonly now: Date;
  /** 0 to 1. */
  readonly chance: number;
}

/**
 * What a round changes. A receiver that answered nothing is asked again later from where it stands. One that took some events goes on; those it did
 * not take wait, with what is behind them in their partitions, so that each partition keeps its order. Every event of the page is
 * either taken or waits: none is lost.
 */
export function settleRound(round: Round): RoundReport {
  const { webhook, page, due, outcomes, now } = round;
  const kinds = [...outcomes.values()].map(({ kind }) => kind);
  const taken = due.flatMap(({ position }) => (outcomes.get(position)?.kind === 'TAKEN' ? position : []));
  const refusedAgain = due.flatMap((retry) => againLater(retry, outcomes.get(retry.position), round));
  const { toldTo, failingSince, failures, status } = webhook;
  const unchanged = {
    toldTo,
    failingSince,
    failures,
    status,
    nextAttemptAt: now,
    taken,
    retries: refusedAgain,
  };

  if (kinds.includes('RETIRED')) return { ...unchanged, status: 'RETIRED' };
  const wantedMs = Math.max(0, ...[...outcomes.values()].map(wantedDelay));
  const later = new Date(now.getTime() + delayBeforeNextTry(failures + 1, round.chance, wantedMs));
  const tried = page.events.filter(({ position }) => outcomes.has(position));
  if (tried.length > 0 && !kinds.includes('TAKEN') && !kinds.includes('REFUSED')) {
    const since = failingSince ?? now;
    const isOver = isGivenUp(since, now);
    return {
      ...unchanged,
      failingSince: since,
      failures: failures + 1,
      nextAttemptAt: later,
      status: isOver ? 'SUSPENDED' : status,
    };
  }
  const wasBrokenOff = page.events.some(
    ({ position, partitionKey }) =>
      !outcomes.has(position) && !round.blocked.has(partitionKey) && !hasFailed(round, partitionKey),
  );
  const isPaused = wantedMs > 0 || wasBrokenOff;
  return {
    ...unchanged,
    toldTo: page.readTo,
    failingSince: null,
    failures: isPaused ? failures + 1 : 0,
    nextAttemptAt: isPaused ? later : now,
    retries: [...refusedAgain, ...waitingOf(round)],
  };
}

/** Events of the page that were not taken. */
function waitingOf(round: Round): readonly WebhookRetry[] {
  const { page, outcomes, now } = round;
  return page.events.flatMap(({ position, partitionKey }) => {
    const outcome = outcomes.get(position);
    if (outcome?.kind === 'TAKEN') return [];
    const waiting = {
      position,
      partitionKey,
      attempts: 0,
      firstAttemptAt: now,
      nextAttemptAt: now,
      reason: 'Behind another',
      deadAt: null,
    };
    const failed = againLater(waiting, outcome, round);
    return failed.length > 0 ? failed : [waiting];
  });
}

function againLater(
  retry: WebhookRetry,
  outcome: SendOutcome | undefined,
  { now, chance }: Pick<Round, 'now' | 'chance'>,
): readonly WebhookRetry[] {
  if (outcome?.kind !== 'REFUSED' && outcome?.kind !== 'UNAVAILABLE') return [];
  const attempts = retry.attempts + 1;
  const firstAttemptAt = retry.attempts === 0 ? now : retry.firstAttemptAt;
  const delayMs = delayBeforeNextTry(attempts, chance, wantedDelay(outcome));
  return [
    {
      ...retry,
      attempts,
      firstAttemptAt,
      nextAttemptAt: new Date(now.getTime() + delayMs),
      reason: outcome.reason,
      deadAt: isGivenUp(firstAttemptAt, now) ? now : null,
    },
  ];
}

function hasFailed({ page, outcomes }: Round, partition: string): boolean {
  return page.events.some(({ position, partitionKey }) => {
    const outcome = outcomes.get(position);
    return partitionKey === partition && outcome !== undefined && outcome.kind !== 'TAKEN';
  });
}

function wantedDelay(outcome: SendOutcome): number {
  return outcome.kind === 'UNAVAILABLE' ? (outcome.retryAfterMs ?? 0) : 0;
}
