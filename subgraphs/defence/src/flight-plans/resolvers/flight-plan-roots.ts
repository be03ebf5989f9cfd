import { Refusal } from '@rotunda/platform/refusal';
import type { MutationResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';
import { listPage } from '../../list-page.ts';
import { fileAndShare } from '../file-and-share.ts';
import { heldBy } from '../held-plan.ts';

const dayMs = 24 * 3_600_000;

export const flightPlan: NonNullable<QueryResolvers['flightPlan']> = async (
  _root,
  { id, gufi },
  { plans, unitId },
) => {
  if ((id == null) === (gufi == null)) throw new Refusal('BAD_INPUT', 'Give exactly one of id and gufi.');
  const plan = id == null ? await plans.findByGufi(gufi ?? '') : await plans.find(id);
  return heldBy(unitId, plan) ?? null;
};

export const flightPlans: NonNullable<QueryResolvers['flightPlans']> = async (
  _root,
  { from, to, callsign, ...page },
  { plans, unitId, picture },
) => {
  const filter = {
    from: from ?? new Date(picture.nowMs - dayMs),
    to: to ?? undefined,
    callsign: callsign ?? undefined,
  };
  return listPage(await plans.heldBy(unitId ?? '', filter, page));
};

export const fileFlightPlan: NonNullable<MutationResolvers['fileFlightPlan']> = (_root, { input }, request) =>
  fileAndShare(input, request);
