import type { CorrelationCandidateResolvers, CorrelationResolvers } from '../../generated/resolvers-types.ts';

export const correlation: CorrelationResolvers = {
  status: ({ correlation }) => correlation.status,
  flightPlan: ({ correlation }) => correlation.plan ?? null,
  score: ({ correlation }) => correlation.candidates[0]?.score ?? 0,
  evidence: ({ correlation }) => [...(correlation.candidates[0]?.evidence ?? [])],
  candidates: ({ correlation }) => [...correlation.candidates],
  updatedAt: ({ scoredAtMs }) => new Date(scoredAtMs),
};

export const correlationCandidate: CorrelationCandidateResolvers = {
  flightPlan: ({ plan }) => plan,
  evidence: ({ evidence }) => [...evidence],
};
