/** Source: Publication 28, section 233 and appendix B. */
const directionals: ReadonlyMap<string, string> = new Map([
  ['N', 'N'],
  ['NORTH', 'N'],
  ['S', 'S'],
  ['SOUTH', 'S'],
  ['E', 'E'],
  ['EAST', 'E'],
  ['W', 'W'],
  ['WEST', 'W'],
  ['NE', 'NE'],
  ['NORTHEAST', 'NE'],
  ['NW', 'NW'],
  ['NORTHWEST', 'NW'],
  ['SE', 'SE'],
  ['SOUTHEAST', 'SE'],
  ['SW', 'SW'],
  ['SOUTHWEST', 'SW'],
]);

const spelled: ReadonlyMap<string, string> = new Map([
  ['NE', 'NORTHEAST'],
  ['NW', 'NORTHWEST'],
  ['SE', 'SOUTHEAST'],
  ['SW', 'SOUTHWEST'],
]);

/** `N`, `SW` and so on for a directional in either spelling; undefined for another word. */
export function directional(word: string | undefined): string | undefined {
  return word === undefined ? undefined : directionals.get(word);
}

/** `NE` for `NORTH` and `EAST`; undefined where the two do not join. */
export function joinedDirectional(first: string | undefined, second: string | undefined): string | undefined {
  const [northOrSouth, eastOrWest] = [directional(first), directional(second)];
  if (northOrSouth !== 'N' && northOrSouth !== 'S') return undefined;
  return eastOrWest === 'E' || eastOrWest === 'W' ? northOrSouth + eastOrWest : undefined;
}

/** A directional that is the whole street name, spelled out (233.2); single letters stay, because they may be letter streets. */
export function directionalAsName(word: string): string {
  return spelled.get(word) ?? word;
}
