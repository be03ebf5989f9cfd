/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other;
 * undefined where it is more than `most`. Costs at most (2 × most + 1) × length steps.
 */
export function spellingDistance(one: string, other: string, most: number): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  if (one === other) return 0;
  const beyond = most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const from = Math.max(1, row - most);
    const to = Math.min(other.length, row + most);
    const current = new Array<number>(other.length + 1).fill(beyond);
    if (from === 1) current[0] = row;
    let best = current[0] ?? beyond;
    for (let column = from; column <= to; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      let steps = Math.min(
        (last[column - 1] ?? beyond) + cost,
        (last[column] ?? beyond) + 1,
        (current[column - 1] ?? beyond) + 1,
      );
      const isSwap =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) steps = Math.min(steps, (beforeLast[column - 2] ?? beyond) + 1);
      current[column] = steps;
      best = Math.min(best, steps);
    }
    if (best > most) return undefined;
    beforeLast = last;
    last = current;
  }
  const distance = last[other.length] ?? beyond;
  return distance > most ? undefined : distance;
}
