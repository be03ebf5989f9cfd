/**
 * The one-to-one assignment of the greatest total score, by the Hungarian method: for each row the column it gets, or -1.
 * A pair with a score of zero or less is never made. Rows and columns may differ in number.
 */
export function assignOneToOne(scores: readonly (readonly number[])[]): readonly number[] {
  const rows = scores.length;
  const columns = Math.max(0, ...scores.map((row) => row.length));
  // As many empty columns as rows, so that staying alone is always possible and costs nothing.
  const width = columns + rows;
  const cost = (row: number, column: number) => -Math.max(0, scores[row - 1]?.[column - 1] ?? 0);

  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowOfColumn = new Int32Array(width + 1);

  for (let row = 1; row <= rows; row += 1) augment(row);

  const columnOfRow = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOfColumn[column] ?? 0;
    if (row > 0 && (scores[row - 1]?.[column - 1] ?? 0) > 0) columnOfRow[row - 1] = column - 1;
  }
  return columnOfRow;

  /** One shortest augmenting path from a free row. */
  function augment(start: number): void {
    const cameFrom = new Int32Array(width + 1);
    const slack = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const seen = new Uint8Array(width + 1);
    let column = 0;
    rowOfColumn[0] = start;
    do {
      seen[column] = 1;
      const row = rowOfColumn[column] ?? 0;
      let smallest = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let candidate = 1; candidate <= width; candidate += 1) {
        if (seen[candidate]) continue;
        const reduced = cost(row, candidate) - (rowPotential[row] ?? 0) - (columnPotential[candidate] ?? 0);
        if (reduced < (slack[candidate] ?? 0)) {
          slack[candidate] = reduced;
          cameFrom[candidate] = column;
        }
        if ((slack[candidate] ?? 0) < smallest) {
          smallest = slack[candidate] ?? 0;
          next = candidate;
        }
      }
      for (let candidate = 0; candidate <= width; candidate += 1) {
        if (seen[candidate]) {
          const owner = rowOfColumn[candidate] ?? 0;
          rowPotential[owner] = (rowPotential[owner] ?? 0) + smallest;
          columnPotential[candidate] = (columnPotential[candidate] ?? 0) - smallest;
        } else slack[candidate] = (slack[candidate] ?? 0) - smallest;
      }
      column = next;
    } while ((rowOfColumn[column] ?? 0) !== 0);
    while (column !== 0) {
      const previous = cameFrom[column] ?? 0;
      rowOfColumn[column] = rowOfColumn[previous] ?? 0;
      column = previous;
    }
  }
}
