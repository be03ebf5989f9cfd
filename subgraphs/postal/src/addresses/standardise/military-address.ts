import type { DeliveryReading } from './box-address.ts';
import type { ChangeLog } from './change-log.ts';
import { boxLast, isRouteBoxWord } from './route-address.ts';
import { isMilitaryState } from './states.ts';

/** Source: Publication 28, sections 238 and 239; `CMR` is no longer given out but still seen. */
const unitTypes = new Set(['CMR', 'CPR', 'OPC', 'PSC', 'UPR', 'UNIT']);
const postOffices = new Set(['APO', 'FPO', 'DPO']);
const ships = new Set(['USS', 'USNS', 'USCGC']);

/** Whether a last line is that of military or diplomatic mail. */
export function isMilitaryLastLine(city: string | undefined, state: string | undefined): boolean {
  return isMilitaryState(state) || postOffices.has(city ?? '');
}

/** `PSC 3022 BOX 684` and its like; a `UNIT` counts only with a box. The number of the box keeps its zeros. */
export function readMilitary(
  words: readonly string[],
  military: boolean,
  log: ChangeLog,
): DeliveryReading | undefined {
  const given = boxLast(words.filter((word) => word !== '#'));
  const [type = '', unit = '', ...rest] = divideCompactUnit(given);
  if (military && ships.has(type) && unit !== '') {
    const streetName = [unit, ...rest].join(' ');
    return {
      kind: 'MILITARY',
      components: { militaryUnitType: type, streetName },
      deliveryLine: `${type} ${streetName}`,
    };
  }
  if (!unitTypes.has(type) || !/^\d{1,6}[A-Z]?$/.test(unit)) return undefined;
  const boxAt = rest.findIndex(isRouteBoxWord);
  const box = boxAt >= 0 ? rest[boxAt + 1] : undefined;
  if (box === undefined && !military) return undefined;
  if (box !== undefined && !/^[A-Z]{0,2}\d{1,6}[A-Z]?$/.test(box)) return undefined;
  const deliveryLine = [type, unit, ...(box === undefined ? [] : ['BOX', box])].join(' ');
  log.note('deliveryLine', words.join(' '), deliveryLine, 'PUB28_238');
  return {
    kind: 'MILITARY',
    components: { militaryUnitType: type, routeNumber: unit, boxNumber: box },
    deliveryLine,
  };
}

/** `CMR467` as `CMR 467`. */
function divideCompactUnit(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  const [, type = '', number = ''] = /^([A-Z]{3,4})-?(\d+)$/.exec(first) ?? [];
  return unitTypes.has(type) ? [type, number, ...rest] : words;
}
