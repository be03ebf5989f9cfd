import type { ChangeLog } from './change-log.ts';
import { unitDesignator } from './unit-designators.ts';
import { type Unit, readUnitLine } from './unit-reading.ts';

/** What people write where there is no unit. */
const noUnit = new Set([
  'HOUSE',
  'HOME',
  'HSE',
  'NONE',
  'NA',
  'N A',
  'NO',
  'NULL',
  'SFH',
  'RESIDENCE',
  'SINGLE FAMILY',
  'SINGLE FAMILY HOME',
  'SINGLE FAMILY HOUSE',
  'SINGLE HOME',
]);

interface UnitBox {
  readonly units: readonly Unit[];
  /** What stood there that is no unit. */
  readonly doubt?: string | undefined;
}

/**
 * The units of a unit box: designators written twice count once; the ZIP, the house number and words for "a house" are
 * no unit. What cannot be a unit is given back as a doubt and left out of the address.
 */
export function readUnitBox(
  words: readonly string[],
  known: { readonly primaryNumber: string | undefined; readonly zip: string | undefined },
  log: ChangeLog,
): UnitBox {
  const given = words.join(' ');
  if (noUnit.has(given)) return doubted(given, 'UNIT_BOX_NO_UNIT', log);
  if (known.zip !== undefined && (given === known.zip || given.startsWith(`${known.zip}-`)))
    return doubted(given, 'UNIT_BOX_ZIP', log);
  if (given === known.primaryNumber) return doubted(given, 'UNIT_BOX_HOUSE_NUMBER', log);
  const units = readUnitLine(withoutRepeatedDesignators(words));
  return units ? { units } : doubted(given, 'UNIT_BOX_NO_UNIT', log);
}

/** `APT APT 239` and `UNIT APT 239` as `APT 239`. */
export function withoutRepeatedDesignators(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    const known = unitDesignator(word);
    const mayBeName = known?.isWord === true || known?.standard === 'BLDG';
    return !known?.needsNumber || mayBeName || !unitDesignator(words[index + 1])?.needsNumber;
  });
}

function doubted(given: string, rule: string, log: ChangeLog): UnitBox {
  log.note('secondaryNumber', given, '', rule);
  return { units: [], doubt: given };
}
