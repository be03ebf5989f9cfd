import type { FeedReject } from '../feeds/feed-decoder.ts';
import type { SubmitObservationsInput } from '../generated/resolvers-types.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import type { TrackView } from '../tracks/track-view.ts';
import type { TakeMessages } from './take-messages.ts';

export interface SubmissionAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejects: FeedReject[];
  readonly rejectCount: number;
  readonly tracks: TrackView[];
  readonly userErrors: InputRefusal[];
}

const mostMessages = 5_000;
const mostCharacters = 4 * 1024 * 1024;
const rejectsShown = 50;
const tracksShown = 200;

/** Takes in a feed's messages and answers with the tracks that the caller may see. Refuses a feed that is unknown, switched off or of another grammar, and too much at once. */
export function submitObservations(
  { feedId, format, messages }: SubmitObservationsInput,
  picture: UnitPicture,
  takeMessages: TakeMessages,
): SubmissionAnswer {
  const running = picture.live.feeds.find(feedId);
  if (!running || !picture.live.feeds.mayUnitSee(picture.unitId, feedId))
    return refused(
      refuseInput('NOT_FOUND', 'There is no such feed: `feeds` lists those of this installation.', [
        'feedId',
      ]),
    );
  if (!running.feed.enabled)
    return refused(refuseInput('NOT_PERMITTED', 'This feed is switched off.', ['feedId']));
  if (running.feed.transport === 'GENERATED')
    return refused(refuseInput('NOT_PERMITTED', 'This feed makes its own messages.', ['feedId']));
  if (running.feed.format !== format)
    return refused(refuseInput('INVALID', `This feed speaks ${running.feed.format}.`, ['format']));
  const characters = messages.reduce((sum, { length }) => sum + length, 0);
  if (messages.length > mostMessages || characters > mostCharacters)
    return refused(
      refuseInput('INVALID', `At most ${mostMessages} messages and 4 MB at once.`, ['messages']),
    );

  const { tracks, rejects, ...counts } = takeMessages(running, messages);
  return {
    ...counts,
    rejects: rejects.slice(0, rejectsShown),
    rejectCount: rejects.length,
    tracks: tracks.flatMap((track) => picture.viewOf(track) ?? []).slice(0, tracksShown),
    userErrors: [],
  };
}

function refused(refusal: InputRefusal): SubmissionAnswer {
  return { accepted: 0, duplicates: 0, rejects: [], rejectCount: 0, tracks: [], userErrors: [refusal] };
}
