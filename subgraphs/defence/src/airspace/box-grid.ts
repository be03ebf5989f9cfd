import type { BoundingBox } from './bounding-box.ts';

// Past this many cells a linear look at all boxes is cheaper than the union of the cells.
const maximumCells = 256;

export interface BoxGrid {
  /** Numbers of the boxes that may hold the point: every one that does, and few others. */
  at(longitude: number, latitude: number): readonly number[];
  /** Numbers, each once, of the boxes that touch the box. */
  touching(box: BoundingBox): readonly number[];
}

const noBoxes: readonly number[] = [];

function cell(column: number, row: number): number {
  return column * 256 + row;
}

/** Sorts boxes into cells of one degree, so that a question meets only those near it. */
export function createBoxGrid(boxes: readonly BoundingBox[]): BoxGrid {
  const cells = new Map<number, number[]>();
  boxes.forEach((box, number) => {
    for (let column = Math.floor(box.west); column <= Math.floor(box.east); column += 1) {
      for (let row = Math.floor(box.south); row <= Math.floor(box.north); row += 1) {
        const key = cell(column, row);
        const list = cells.get(key);
        if (list) {
          list.push(number);
        } else {
          cells.set(key, [number]);
        }
      }
    }
  });

  function touches(number: number, box: BoundingBox): boolean {
    const own = boxes[number];
    return (
      own !== undefined &&
      own.west <= box.east &&
      own.east >= box.west &&
      own.south <= box.north &&
      own.north >= box.south
    );
  }

  function inCellsOf(box: BoundingBox): Iterable<number> {
    const found = new Set<number>();
    for (let column = Math.floor(box.west); column <= Math.floor(box.east); column += 1) {
      for (let row = Math.floor(box.south); row <= Math.floor(box.north); row += 1) {
        cells.get(cell(column, row))?.forEach((number) => found.add(number));
      }
    }
    return found;
  }

  return {
    at: (longitude, latitude) => cells.get(cell(Math.floor(longitude), Math.floor(latitude))) ?? noBoxes,
    touching(box) {
      const cellCount = (box.east - box.west + 2) * (box.north - box.south + 2);
      const candidates = cellCount <= maximumCells ? inCellsOf(box) : boxes.keys();
      return [...candidates].filter((number) => touches(number, box));
    },
  };
}
