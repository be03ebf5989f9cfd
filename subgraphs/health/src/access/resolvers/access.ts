import type { QueryResolvers, Resolvers } from '../../generated/resolvers-types.ts';
import { checkedFhirType } from '../../records/fhir-type.ts';
import { explainDecision } from '../explain-decision.ts';
import { previewAccess } from '../preview-opening.ts';

export const accessDecision: NonNullable<QueryResolvers['accessDecision']> = (
  _root,
  { patientId, purpose, fhirType, sensitivities },
  request,
) =>
  previewAccess(request, {
    patientId,
    purpose,
    fhirType: fhirType == null ? undefined : checkedFhirType(fhirType),
    sensitivities: sensitivities ?? [],
  });

export const PatientAccess: NonNullable<Resolvers['PatientAccess']> = {
  explanation: ({ rules, language }, { language: asked }) => explainDecision(rules, asked ?? language),
};

export const AccessDecision: NonNullable<Resolvers['AccessDecision']> = {
  basis: ({ basis }) => basis ?? null,
  rules: ({ rules }) => rules.map(({ detail, ...rule }) => ({ ...rule, detail: detail ?? null })),
  explanation: ({ rules, language }, { language: asked }) => explainDecision(rules, asked ?? language),
};
