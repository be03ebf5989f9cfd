import type { QueryResolvers, UnitResolvers, WatchStateResolvers } from '../../generated/resolvers-types.ts';
import { listPage } from '../../list-page.ts';

export const unit: UnitResolvers = {
  __resolveReference: ({ id }, { live }) => live.units.find(id) ?? null,
  code: ({ id }) => id,
  parent: ({ parentId }, _arguments, { live }) => (parentId ? (live.units.find(parentId) ?? null) : null),
  watch: (asked, _arguments, { unitId }) => (asked.id === unitId ? asked : null),
  pendingShares: async (asked, page, { unitId, shares }) =>
    asked.id === unitId ? listPage(await shares.pendingOf(asked.id, page)) : null,
};

export const watchState: WatchStateResolvers = {
  staffed: ({ keepsWatch }) => keepsWatch,
  openAlerts: (_unit, _arguments, { picture }) => picture.unsettledAlerts().length,
  unacknowledgedShares: ({ id }, _arguments, { shares }) => shares.countPending(id),
};

export const units: NonNullable<QueryResolvers['units']> = (_root, { kinds }, { live }) =>
  live.units.all.filter(({ kind }) => kinds?.includes(kind) ?? true);
