import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type { BuildingResolvers, DeliveryPointResolvers } from '../../generated/resolvers-types.ts';
import { addressOfBuilding, unitLine } from '../register-entry.ts';

export const DeliveryPoint: DeliveryPointResolvers = {
  id: ({ key }) => key,
  building: async ({ buildingKey }, _arguments, { addresses }) =>
    (await addresses.register.findBuilding(buildingKey)) ?? null,
  vacant: () => 'UNKNOWN',
  cmra: ({ address }) => address.components.pmb !== undefined,
  subdivision: ({ address }) => (address.components.state ? `US-${address.components.state}` : null),
};

export const Building: BuildingResolvers = {
  id: ({ key }) => key,
  address: (building) => addressOfBuilding(building),
  knownUnits: ({ key }, { startsWith, ...page }, { addresses }) =>
    pageByCursor(
      page,
      { maximum: 200, usual: 50 },
      (after, limit) =>
        addresses.register.pageUnits(key, { after, limit, startsWith: startsWith ?? undefined }),
      (point) => [String(unitLine(point).length), unitLine(point)],
    ),
  knownUnitCount: ({ unitCount }) => unitCount,
  multiUnit: ({ unitCount }) => (unitCount === 0 ? 'NO' : unitCount === 1 ? 'UNKNOWN' : 'YES'),
};
