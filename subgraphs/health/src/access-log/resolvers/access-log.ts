import type { QueryResolvers, Resolvers } from '../../generated/resolvers-types.ts';
import { purposeOf } from '../../access/purpose-of-use.ts';
import { basisOf } from '../access-basis.ts';
import { describeEvent } from '../describe-event.ts';
import { pageOfEvents } from '../list-access-events.ts';
import { verifyAuditChain as verifyChain } from '../verify-audit-chain.ts';

export const accessEvents: NonNullable<QueryResolvers['accessEvents']> = (
  _root,
  { patientId, outcome, ...page },
  { accessLogReader },
) =>
  pageOfEvents(accessLogReader, { patientId: patientId ?? undefined, outcome: outcome ?? undefined }, page);

export const verifyAuditChain: NonNullable<QueryResolvers['verifyAuditChain']> = async (
  _root,
  { log, from, to },
  { accessLogReader },
) => {
  const range = { from: Math.max(from ?? 1, 1), to: to ?? undefined };
  const verified = await verifyChain(accessLogReader, log ?? 'main', range);
  return verified ? { ...verified, firstBreakAt: verified.firstBreakAt ?? null } : null;
};

export const AccessEvent: NonNullable<Resolvers['AccessEvent']> = {
  id: ({ log, sequence }) => `${log}.${sequence}`,
  practitioner: ({ practitioner }) => practitioner ?? null,
  actorOrganization: ({ organization }) => organization ?? null,
  basis: ({ basis }) => basisOf(basis) ?? null,
  purpose: ({ purpose }) => purposeOf(purpose) ?? null,
  recordKinds: ({ recordKinds }) => [...recordKinds],
  description: (event, { language: asked }, { language }) => describeEvent(event, asked ?? language),
};

export const AccessLogConnection: NonNullable<Resolvers['AccessLogConnection']> = {
  edges: ({ edges }) => [...edges],
  nodes: ({ nodes }) => [...nodes],
  totalCount: (connection) => connection.countAll(),
};
