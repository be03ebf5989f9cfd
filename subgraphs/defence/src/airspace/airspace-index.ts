import type { Airspace } from './airspace.ts';

/** A point in space and time; a height that is not known counts as being at every height, so that silence never clears an aircraft. */
export interface AirspaceSample {
  readonly longitude: number;
  readonly latitude: number;
  /** Over mean sea level. */
  readonly altitudeFeet: number | undefined;
  readonly atMs: number;
}

/** How a straight segment between two updates meets a volume, in outline, height and time together. */
export interface AirspaceCrossing {
  readonly airspace: Airspace;
  readonly startedInside: boolean;
  readonly endsInside: boolean;
  /** Share of the segment, 0 to 1, at which it is first inside; 0 where it started inside. */
  readonly entryFraction: number;
  /** Share of the segment at which it was last inside; 1 where it ends inside. */
  readonly exitFraction: number;
}

export interface AirspaceIndex {
  readonly airspaces: readonly Airspace[];
  find(id: string): Airspace | undefined;
  /** The active volumes that hold the point. */
  containing(
    longitude: number,
    latitude: number,
    altitudeFeet: number | undefined,
    atMs: number,
  ): readonly Airspace[];
  /** The active volumes that the segment touches: an aircraft that crosses a corner between two updates is found too. */
  crossedBy(from: AirspaceSample, to: AirspaceSample): readonly AirspaceCrossing[];
  /** Metres from the point to the outline, negative inside; undefined where the airspace is not in the index. */
  distanceToOutlineM(airspaceId: string, longitude: number, latitude: number): number | undefined;
  /** The volumes, active or not, whose bounding box touches the box. */
  touching(west: number, south: number, east: number, north: number): readonly Airspace[];
}
