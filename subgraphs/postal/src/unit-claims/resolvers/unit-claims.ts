import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import type {
  MutationResolvers,
  QueryResolvers,
  UnitClaimResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { readRowCursor } from '../../read-row-cursor.ts';
import { evidenceOf } from '../claim-evidence.ts';
import { claimIdOf } from '../claim-id.ts';
import { decideUnitClaim as decideUnitClaimFor } from '../decide-unit-claim.ts';

export const unitClaims: QueryResolvers['unitClaims'] = (_root, { status, ...page }, { orderLife }) =>
  pageByCursor(
    page,
    { maximum: 100, usual: 25 },
    (after, limit) => orderLife.claims.page(status ?? undefined, after ? readRowCursor(after) : 0n, limit),
    ({ id }) => [String(id)],
  );

export const decideUnitClaim: MutationResolvers['decideUnitClaim'] = (
  _root,
  { input },
  { viewer, facts, orderLife },
) =>
  decideUnitClaimFor(
    input,
    { subject: viewer.subject, language: spokenLanguage(null, facts.languages) },
    orderLife,
  );

export const UnitClaim: UnitClaimResolvers = {
  id: ({ id }) => claimIdOf(id),
  building: async ({ buildingKey }, _arguments, { addresses }) =>
    (await addresses.register.findBuilding(buildingKey)) ?? null,
  order: async ({ orderNumber }, _arguments, { orders }) => (await orders.find(orderNumber)) ?? null,
  evidence: async (claim, _arguments, { addresses }) =>
    evidenceOf(claim, await addresses.register.findBuilding(claim.buildingKey)),
};
