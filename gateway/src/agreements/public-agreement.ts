import type { Agreement } from './agreement.ts';

/** Under which people ask who speak for no agency: a resident, a patient, and whoever shows no token. */
export const publicAgreement: Agreement = {
  id: 'public',
  version: 1,
  agency: undefined,
  scopes: new Set(['postal:order:self', 'health:self:read']),
  purposes: new Set(['PATIENT_REQUEST']),
  labels: [],
  budget: { requestsPerMinute: 600, costPerMinute: 60_000 },
  residency: ['US'],
  documents: 'free',
  unlisted: 'refuse',
  validFrom: 0,
  validUntil: Number.POSITIVE_INFINITY,
  contact: 'the operator of this graph',
};
