import type { Persona } from '@rotunda/platform/personas';
import type { Agreement } from './agreement.ts';

/** One agreement for each agency of the personas, as wide as their tokens: the demonstration needs no file. */
export function createDevelopmentAgreements(personas: readonly Persona[]): readonly Agreement[] {
  const agencies = [...new Set(personas.map(({ agency }) => agency))].filter(
    (agency) => agency !== undefined,
  );
  return agencies.map((agency) => {
    const members = personas.filter((persona) => persona.agency === agency);
    return {
      id: `development-${agency.toLowerCase()}`,
      version: 1,
      agency,
      scopes: new Set(members.flatMap(({ scopes }) => scopes)),
      purposes: new Set(members.flatMap(({ purposes }) => purposes)),
      labels: [],
      budget: { requestsPerMinute: 6_000, costPerMinute: 6_000_000 },
      residency: ['US'],
      documents: 'free',
      unlisted: 'refuse',
      validFrom: 0,
      validUntil: Number.POSITIVE_INFINITY,
      contact: 'the operator of this demonstration',
    };
  });
}
