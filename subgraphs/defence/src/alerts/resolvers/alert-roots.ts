import type { MutationResolvers, QueryResolvers } from '../../generated/resolvers-types.ts';
import { listPage } from '../../list-page.ts';
import {
  acknowledgeAlert as acknowledge,
  type AlertChange,
  resolveAlert as resolve,
} from '../change-alert.ts';
import { findAlert } from '../find-alert.ts';
import { listAlerts } from '../list-alerts.ts';

export const alertById: NonNullable<QueryResolvers['alert']> = async (_root, { id }, request) =>
  (await findAlert(id, request)) ?? null;

export const alerts: NonNullable<QueryResolvers['alerts']> = async (_root, question, request) => {
  const found = await listAlerts(question, request);
  return found ? listPage(found) : null;
};

export const acknowledgeAlert: NonNullable<MutationResolvers['acknowledgeAlert']> = async (
  _root,
  { input },
  request,
) => {
  const expectedRevision = input.expectedRevision ?? undefined;
  return payload(await acknowledge(request.unitId, { ...input, expectedRevision }, request));
};

export const resolveAlert: NonNullable<MutationResolvers['resolveAlert']> = async (
  _root,
  { input },
  request,
) => payload(await resolve(request.unitId, { ...input, evidenceId: input.evidenceId ?? undefined }, request));

function payload({ alert, refusal }: AlertChange) {
  return { alert: alert ?? null, userErrors: refusal ? [refusal] : [] };
}
