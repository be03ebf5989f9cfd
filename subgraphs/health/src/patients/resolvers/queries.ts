import type { QueryResolvers } from '../../generated/resolvers-types.ts';
import { openChart } from '../../access/open-chart.ts';
import { selectedKinds } from '../../access/selected-kinds.ts';
import { findPatients } from '../find-patients.ts';

export const patient: NonNullable<QueryResolvers['patient']> = async (_root, { id }, request, info) =>
  (await openChart(request, { patientId: id, action: 'open', recordKinds: selectedKinds(info) })) ?? null;

export const me: NonNullable<QueryResolvers['me']> = async (_root, _arguments, request, info) => {
  const patientId = request.viewer.attributes['patient'];
  if (patientId === undefined) return null;
  return (await openChart(request, { patientId, action: 'open', recordKinds: selectedKinds(info) })) ?? null;
};

export const patients: NonNullable<QueryResolvers['patients']> = (
  _root,
  { search, ...page },
  request,
  info,
) => findPatients(request, search, page, selectedKinds(info));
