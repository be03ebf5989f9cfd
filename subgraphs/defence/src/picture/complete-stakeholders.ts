import { alertForVolume } from '../alerts/airspace-alert-rules.ts';
import type { Airspace } from '../airspace/airspace.ts';
import { createAirspaceIndex } from '../airspace/create-airspace-index.ts';
import type { Unit } from '../units/unit.ts';
import { polygonArea } from './area.ts';
import { listAirspaces } from './list-airspaces.ts';

/**
 * Volumes whose source names nobody to tell, such as an imported notice, with the stakeholders of the volumes that they touch:
 * who watches the flight restricted zone watches a stadium in it. Where they touch none, the coordination centre is told.
 */
export function completeStakeholders(
  airspaces: readonly Airspace[],
  units: readonly Unit[],
): readonly Airspace[] {
  const told = airspaces.filter(({ stakeholders }) => stakeholders.length > 0);
  const index = createAirspaceIndex(told);
  const centres = units.filter(({ kind }) => kind === 'COORDINATION_CENTRE').map(({ id }) => id);
  return airspaces.map((airspace) => {
    if (airspace.stakeholders.length || !alertForVolume(airspace)) return airspace;
    const area = polygonArea(airspace.geometry);
    const around = listAirspaces(index, { area, kinds: undefined, activeAtMs: undefined });
    const inherited = [...new Set(around.flatMap(({ stakeholders }) => stakeholders))];
    return { ...airspace, stakeholders: inherited.length ? inherited : centres };
  });
}
