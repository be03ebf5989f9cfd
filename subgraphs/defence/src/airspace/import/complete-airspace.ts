import { basename } from 'node:path';
import type { Airspace } from '../airspace.ts';
import { defineAirspace, surface } from '../define-airspace.ts';
import type { DescribedAirspace } from './described-airspace.ts';
import { kindOfAirspace, spellDesignator, standingCeiling, standingRule } from './kind-of-airspace.ts';

export interface Completion {
  readonly file: string;
  readonly updatedAtMs: number;
}

function designatorOf({ designator, name, kindWord }: DescribedAirspace, file: string): string {
  const base = designator ?? name ?? basename(file).replace(/\.\w+(\.gz)?$/, '');
  // A class of airspace is designated by its airport, so that one airport has several.
  const isClass = /^CLASS_/i.test(kindWord ?? '') && designator !== undefined;
  return isClass ? `${base} ${kindWord?.replaceAll('_', ' ')}` : base;
}

/** Makes volumes of what a file describes, filling what it leaves out by the kind of volume. A designator that comes again in the same run is numbered, so that the shelves of one terminal area do not replace each other. Refuses a floor above its ceiling with a sentence. */
export function createAirspaceCompleter(): (
  described: DescribedAirspace,
  at: Completion,
) => Airspace | string {
  const seen = new Map<string, number>();
  return (described, { file, updatedAtMs }) => {
    const kind = kindOfAirspace([described.designator, described.name], described.kindWord);
    const spelt = spellDesignator(designatorOf(described, file), kind);
    const airspace = defineAirspace({
      designator: spelt,
      name: described.name ?? spelt,
      kind,
      geometry: described.geometry,
      floor: described.floor ?? surface,
      ceiling: described.ceiling ?? standingCeiling(kind, spelt),
      groundElevationFeet: described.groundElevationFeet,
      activations: described.activations,
      rule: standingRule(kind, described.ruleText),
      stakeholders: [],
      source: basename(file),
      dataMode: described.dataMode,
      updatedAtMs,
    });
    if (airspace.floorFeetMsl > airspace.ceilingFeetMsl) {
      return 'The lower limit is above the upper limit.';
    }
    const count = (seen.get(airspace.id) ?? 0) + 1;
    seen.set(airspace.id, count);
    return count === 1
      ? airspace
      : { ...airspace, id: `${airspace.id}--${count}`, designator: `${spelt}/${count}` };
  };
}
