import type { BoundingBox } from '../airspace/bounding-box.ts';
import type { Track } from './track.ts';

const cellsPerDegree = 4;
const columns = 360 * cellsPerDegree;

/** The tracks by quarter-degree cells, so that an area looks at its own cells and not at the whole table. */
export interface TrackGrid {
  /** Puts a track where it now is. */
  place(track: Track, longitude: number, latitude: number): void;
  remove(track: Track): void;
  /** Tracks in the cells that a box touches: some lie outside the box. West greater than east crosses the antimeridian. */
  near(box: BoundingBox): Iterable<Track>;
}

/** An empty grid. */
export function createTrackGrid(): TrackGrid {
  const cells = new Map<number, Set<Track>>();
  const cellOfTrack = new Map<Track, number>();

  function remove(track: Track): void {
    const key = cellOfTrack.get(track);
    if (key === undefined) return;
    cellOfTrack.delete(track);
    const cell = cells.get(key);
    cell?.delete(track);
    if (cell?.size === 0) cells.delete(key);
  }

  return {
    remove,
    place(track, longitude, latitude) {
      const key = rowOf(latitude) * columns + columnOf(longitude);
      if (cellOfTrack.get(track) === key) return;
      remove(track);
      cellOfTrack.set(track, key);
      const cell = cells.get(key);
      if (cell) cell.add(track);
      else cells.set(key, new Set([track]));
    },
    *near({ west, south, east, north }) {
      const [bottom, top] = [rowOf(south), rowOf(north)];
      const [left, right] = [columnOf(west), columnOf(east)];
      const holds = (column: number) =>
        west <= east ? column >= left && column <= right : column >= left || column <= right;
      const width = west <= east ? right - left + 1 : columns - left + right + 1;
      if ((top - bottom + 1) * width > cells.size) {
        for (const [key, cell] of cells) {
          const row = Math.floor(key / columns);
          if (row >= bottom && row <= top && holds(key % columns)) yield* cell;
        }
        return;
      }
      for (let row = bottom; row <= top; row += 1) {
        for (let step = 0; step < width; step += 1) {
          const cell = cells.get(row * columns + ((left + step) % columns));
          if (cell) yield* cell;
        }
      }
    },
  };
}

function rowOf(latitude: number): number {
  return Math.floor((Math.max(-90, Math.min(90, latitude)) + 90) * cellsPerDegree);
}

function columnOf(longitude: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((longitude + 180) * cellsPerDegree)));
}
