import type { Unit } from './unit.ts';

export type UnitMapper = Unit;
export type WatchStateMapper = Unit;
