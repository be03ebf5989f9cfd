type UnitKind =
  | 'AIR_TRAFFIC_CONTROL'
  | 'AIR_DEFENCE'
  | 'POLICE'
  | 'PROTECTIVE_SERVICE'
  | 'FLYING_UNIT'
  | 'COORDINATION_CENTRE'
  | 'MARITIME'
  | 'SPACE'
  | 'OTHER';

export interface Unit {
  /** The code it is known by. */
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string | undefined;
  /** Whether its desk raises alerts of its own. */
  readonly keepsWatch: boolean;
}

/** The units of this installation, which change only with a restart. */
export interface UnitDirectory {
  find(id: string): Unit | undefined;
  /** Throws where there is none: the database holds no id of a unit that is not in its table. */
  get(id: string): Unit;
  /** By code. */
  readonly all: readonly Unit[];
  /** The units among these that keep a watch. */
  watchesAmong(ids: readonly string[]): readonly Unit[];
  /** Whose alerts a unit reads: its own where it keeps a watch, else the coordination centre's. */
  watchOf(unitId: string | undefined): string | undefined;
}

/** A directory of units. */
export function createUnitDirectory(units: readonly Unit[]): UnitDirectory {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const centre = units.find(({ kind, keepsWatch }) => kind === 'COORDINATION_CENTRE' && keepsWatch);
  return {
    find: (id) => byId.get(id),
    get(id) {
      const unit = byId.get(id);
      if (!unit) throw new Error(`The directory of units lacks ${id}: it was added after the start.`);
      return unit;
    },
    all: units.toSorted((left, right) => left.id.localeCompare(right.id)),
    watchesAmong: (ids) =>
      ids.flatMap((id) => {
        const unit = byId.get(id);
        return unit?.keepsWatch ? [unit] : [];
      }),
    watchOf(unitId) {
      const unit = unitId === undefined ? undefined : byId.get(unitId);
      if (!unit) return undefined;
      return unit.keepsWatch ? unit.id : centre?.id;
    },
  };
}
