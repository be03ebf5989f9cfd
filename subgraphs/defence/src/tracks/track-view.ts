import type { UnitPicture } from '../picture/unit-picture.ts';
import type { Contribution, SourcedFields, Track } from './track.ts';

/** A track as one unit may see it. */
export interface TrackView {
  readonly track: Track;
  /** Chosen from the feeds that the unit may see. */
  readonly fields: SourcedFields;
  readonly contributions: readonly Contribution[];
  /** Feeds that contribute and that the unit may not see. */
  readonly hiddenFeeds: number;
  readonly picture: UnitPicture;
}
