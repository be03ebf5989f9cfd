import { PublicError } from '../public-error.ts';
import type { LiveLimits } from './live-limits.ts';

/** Gives up a place; once. */
type GiveBack = () => void;

/** Takes a place for a stream, or tells why there is none. A subject is undefined for anonymous callers. */
export type TakePlace = (subject: string | undefined) => GiveBack | PublicError;

/** The places of all streams, and of each subject. */
export function createStreamPlaces(limits: Pick<LiveLimits, 'streams' | 'streamsPerSubject'>): TakePlace {
  const bySubject = new Map<string, number>();
  let taken = 0;

  function count(subject: string | undefined, change: 1 | -1): void {
    taken += change;
    if (subject === undefined) return;
    const own = (bySubject.get(subject) ?? 0) + change;
    if (own > 0) bySubject.set(subject, own);
    else bySubject.delete(subject);
  }

  return (subject) => {
    if (taken >= limits.streams)
      return new PublicError('UNAVAILABLE', 'No more streams can be opened here now: try again in a while.');
    if (subject !== undefined && (bySubject.get(subject) ?? 0) >= limits.streamsPerSubject) {
      const sentence = `You have ${limits.streamsPerSubject} streams open, which is the most at once: close one first.`;
      return new PublicError('TOO_MANY', sentence);
    }
    count(subject, 1);
    let isTaken = true;
    return () => {
      if (isTaken) count(subject, -1);
      isTaken = false;
    };
  };
}
