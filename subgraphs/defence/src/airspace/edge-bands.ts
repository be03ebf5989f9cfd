import type { BoundingBox } from './bounding-box.ts';

/** Edges by latitude: each edge is the offset of its four numbers x1, y1, x2, y2. */
export interface EdgeBands {
  /** The edges that may touch a latitude. */
  at(latitude: number): Int32Array;
  /** Calls for each edge that may touch the latitudes between two; an edge that spans several bands may come several times. */
  forEachBetween(south: number, north: number, look: (edge: number) => void): void;
}

const edgesPerBand = 4;
const maximumBands = 2048;

/** Sorts edges into horizontal bands, so that a question looks at the few of its own latitude and not at thousands. */
export function createEdgeBands(edges: Float64Array, box: BoundingBox): EdgeBands {
  const count = Math.max(1, Math.min(maximumBands, Math.ceil(edges.length / 4 / edgesPerBand)));
  const perDegree = box.north > box.south ? count / (box.north - box.south) : 0;

  function bandOf(latitude: number): number {
    return Math.max(0, Math.min(count - 1, Math.floor((latitude - box.south) * perDegree)));
  }

  const filling: number[][] = Array.from({ length: count }, () => []);
  for (let edge = 0; edge < edges.length; edge += 4) {
    const y1 = edges[edge + 1] ?? NaN;
    const y2 = edges[edge + 3] ?? NaN;
    const last = bandOf(Math.max(y1, y2));
    for (let band = bandOf(Math.min(y1, y2)); band <= last; band += 1) {
      filling[band]?.push(edge);
    }
  }
  const none = new Int32Array();
  const bands = filling.map((band) => Int32Array.from(band));

  return {
    at: (latitude) => bands[bandOf(latitude)] ?? none,
    forEachBetween(south, north, look) {
      const last = bandOf(north);
      for (let band = bandOf(south); band <= last; band += 1) {
        for (const edge of bands[band] ?? none) {
          look(edge);
        }
      }
    },
  };
}
