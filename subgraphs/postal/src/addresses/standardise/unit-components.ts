import type { AddressComponents } from './standard-address.ts';
import type { Unit } from './unit-reading.ts';

/** Units of the street line and of the unit box as one list, each once, outermost first. */
export function mergeUnits(inStreet: readonly Unit[], inBox: readonly Unit[]): readonly Unit[] {
  const units: Unit[] = [];
  for (const unit of [...inStreet, ...inBox].map(standardUnit)) {
    const same = units.findIndex((known) => isSameUnit(known, unit));
    const known = units[same];
    if (!known) units.push(unit);
    else if (known.designator === '#') units[same] = unit;
  }
  return units.toSorted((a, b) => levelOf(a) - levelOf(b));
}

/** The units as components: the innermost is the secondary unit, those around it the extra one. */
export function unitComponents(units: readonly Unit[]): AddressComponents {
  const inner = units.at(-1);
  const outer = units.at(-2);
  const outermost = units.at(-3);
  if (!inner) return {};
  const secondary = { secondaryDesignator: inner.designator, secondaryNumber: inner.value || undefined };
  if (!outer) return secondary;
  const first = outermost ?? outer;
  const behind = outermost ? [outer.designator, outer.value] : [];
  const extraNumber = [first.value, ...behind].filter(Boolean).join(' ');
  return {
    ...secondary,
    extraSecondaryDesignator: first.designator,
    extraSecondaryNumber: extraNumber || undefined,
  };
}

/** The units as they stand at the end of the delivery line, e.g. `BLDG 4 APT 3`. */
export function joinUnits(parts: AddressComponents): string {
  const { extraSecondaryDesignator, extraSecondaryNumber, secondaryDesignator, secondaryNumber } = parts;
  return [extraSecondaryDesignator, extraSecondaryNumber, secondaryDesignator, secondaryNumber]
    .filter(Boolean)
    .join(' ');
}

/** A building or floor stands before the unit inside it. Source: Publication 28, section 213. */
function levelOf(unit: Unit): number {
  if (unit.designator === 'BLDG') return 0;
  return unit.designator === 'FL' ? 1 : 2;
}

function standardUnit(unit: Unit): Unit {
  return { designator: unit.designator, value: unit.value.replace(/^0+(?=\d+$)/, '') };
}

function isSameUnit(a: Unit, b: Unit): boolean {
  return (
    a.value === b.value && (a.designator === b.designator || a.designator === '#' || b.designator === '#')
  );
}
