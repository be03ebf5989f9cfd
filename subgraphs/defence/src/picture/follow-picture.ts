import { setTimeout as wait } from 'node:timers/promises';
import type { PictureRate, ResolversTypes } from '../generated/resolvers-types.ts';
import { cursorOf, shownNameOf } from '../history/change-log.ts';
import {
  type FollowedArea,
  type PictureDifference,
  type ShownPicture,
  comparePictures,
  isEmpty,
  takePicture,
} from './compare-pictures.ts';
import type { LivePicture } from './live-picture.ts';
import { batchPositions } from './batch-positions.ts';
import { seeAs } from './unit-picture.ts';

/** The events of a picture as their resolvers take them. */
export type PictureEvent = Awaited<ResolversTypes['PictureEvent']>;

export interface PictureFollower extends FollowedArea {
  readonly unitId: string | undefined;
  readonly live: LivePicture;
  /** The question as text: a cursor is good for the same question only. */
  readonly question: string;
  readonly resumeFrom: string | null | undefined;
  readonly pace: PictureRate;
  readonly signal: AbortSignal | undefined;
}

const paceMs: Readonly<Record<PictureRate, number>> = { LIVE: 250, ONE_HERTZ: 1_000, LOW_BANDWIDTH: 5_000 };
const heartbeatMs = 10_000;
const silenceMs = 60_000;

/**
 * A picture for one follower until its signal aborts. The picture is looked at when the follower is ready for more, so that a slow one gets
 * fewer and larger deltas; it is seen anew as the unit each time, so that what is withdrawn goes with the next event.
 */
export async function* followPicture(follower: PictureFollower): AsyncGenerator<PictureEvent, void> {
  const { live, signal } = follower;
  const everyMs = paceMs[follower.pace];
  const resumed = resume(follower);
  if ('reason' in resumed) yield { __typename: 'PictureReset', reason: resumed.reason };

  let { shown, cursor } = 'shown' in resumed ? resumed : { shown: undefined, cursor: '' };
  if (!shown) {
    const taken = takePicture(seeAs(follower.unitId, live), follower);
    shown = taken.shown;
    cursor = remember(follower, shown);
    const { picture } = taken;
    yield { __typename: 'PictureSnapshot', picture: { area: follower.area, picture }, cursor };
  }

  let toldAt = performance.now();
  let lookedAt = toldAt;
  while (await nextLook(everyMs - (performance.now() - lookedAt), signal)) {
    const skipped = Math.floor((performance.now() - lookedAt) / everyMs) - 1;
    lookedAt = performance.now();
    const taken = takePicture(seeAs(follower.unitId, live), follower);
    const difference = comparePictures(shown, taken, follower);
    if (!isEmpty(difference)) {
      const previous = cursor;
      shown = taken.shown;
      cursor = remember(follower, shown);
      yield deltaOf(difference, { cursor, previous, nowMs: taken.picture.nowMs, skipped });
      toldAt = performance.now();
    } else if (lookedAt - toldAt >= heartbeatMs) {
      yield heartbeatOf(follower, cursor);
      toldAt = performance.now();
    }
  }
}

function deltaOf(
  { moved, ...difference }: PictureDifference,
  facts: {
    readonly cursor: string;
    readonly previous: string;
    readonly nowMs: number;
    readonly skipped: number;
  },
): PictureEvent {
  const { cursor, previous, nowMs, skipped } = facts;
  return {
    __typename: 'PictureDelta',
    cursor,
    previous,
    at: new Date(nowMs),
    added: [...difference.added],
    changed: [...difference.changed],
    removed: [...difference.removed],
    positions: batchPositions(moved),
    alerts: [...difference.alerts],
    settledAlertIds: [...difference.settledAlertIds],
    coalesced: Math.max(skipped, 0),
  };
}

function heartbeatOf({ live, unitId }: PictureFollower, cursor: string): PictureEvent {
  const now = live.clock.now();
  const silent = live.feeds.all.filter(
    ({ feed, meter }) =>
      feed.enabled &&
      live.feeds.mayUnitSee(unitId, feed.id) &&
      now.getTime() - (meter.lastMessageMs ?? 0) > silenceMs,
  );
  return {
    __typename: 'PictureHeartbeat',
    cursor,
    serverTime: now,
    silentFeedIds: silent.map(({ feed }) => feed.id),
  };
}

function remember({ live, unitId, question }: PictureFollower, shown: ShownPicture): string {
  return cursorOf(live.changes.sequence, live.shown.remember({ unitId, question, shown }));
}

type Resumed =
  | { readonly shown: ShownPicture; readonly cursor: string }
  | { readonly reason: 'CURSOR_UNKNOWN' | 'QUESTION_CHANGED' }
  | { readonly isNew: true };

function resume({ live, unitId, question, resumeFrom }: PictureFollower): Resumed {
  if (resumeFrom === null || resumeFrom === undefined) return { isNew: true };
  const remembered = live.shown.find(shownNameOf(resumeFrom) ?? '');
  if (!remembered || remembered.unitId !== unitId) return { reason: 'CURSOR_UNKNOWN' };
  if (remembered.question !== question) return { reason: 'QUESTION_CHANGED' };
  return { shown: remembered.shown, cursor: resumeFrom };
}

/** Whether there is to be another look, after a pause. */
async function nextLook(pauseMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await wait(Math.max(pauseMs, 0), undefined, signal ? { signal } : {});
    return true;
  } catch (cause) {
    if (signal?.aborted) return false;
    throw cause;
  }
}
