import type { Environment, Track } from './track.ts';

export type TrackStatus = 'INITIATING' | 'LIVE' | 'COASTING' | 'STALE' | 'DROPPED';

interface AgeLimits {
  readonly liveMs: number;
  readonly coastingMs: number;
  readonly droppedMs: number;
}

const moving: AgeLimits = { liveMs: 15_000, coastingMs: 30_000, droppedMs: 5 * 60_000 };
// A ship at anchor reports every three minutes (ITU-R M.1371), a person on foot when something changes.
const slow: AgeLimits = { liveMs: 60_000, coastingMs: 6 * 60_000, droppedMs: 30 * 60_000 };

const limitsOf: Readonly<Record<Environment, AgeLimits>> = { AIR: moving, SURFACE: slow, LAND: slow };

/** How fresh a track is by the age of its position in milliseconds; a negative age, from a clock ahead of ours, is fresh. */
export function statusOfAge(track: {
  readonly environment: Environment;
  readonly ageMs: number;
  readonly positions: number;
  readonly withdrawn: boolean;
}): TrackStatus {
  const limits = limitsOf[track.environment];
  if (track.withdrawn || track.ageMs > limits.droppedMs) return 'DROPPED';
  if (track.ageMs > limits.coastingMs) return 'STALE';
  if (track.ageMs > limits.liveMs) return 'COASTING';
  return track.positions < 2 ? 'INITIATING' : 'LIVE';
}

/** Milliseconds after which a position is too old to act on. */
export function staleAfterMs(environment: Environment): number {
  return limitsOf[environment].coastingMs;
}

/** The same for a track of the table at the wing's time. */
export function trackStatus(
  track: Pick<Track, 'environment' | 'positions' | 'withdrawn' | 'freshMs'>,
  nowMs: number,
): TrackStatus {
  const { environment, positions, withdrawn, freshMs } = track;
  return statusOfAge({ environment, positions, withdrawn, ageMs: nowMs - freshMs });
}
