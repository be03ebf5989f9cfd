import { Refusal } from '@rotunda/platform/refusal';
import { type Sensitivity, maskOf } from '../fhir/sensitivity.ts';
import { type ChartBasis, type RuleOutcome, decideChartAccess } from './chart-access.ts';
import { type ChartRequest, isPatientId } from './open-chart.ts';
import { scopeOfType } from './type-scopes.ts';

export interface AccessPreview {
  readonly permitted: boolean;
  readonly basis: ChartBasis | undefined;
  readonly outcome: 'PERMITTED' | 'DENIED';
  readonly rules: readonly RuleOutcome[];
  readonly language: string;
}

interface PreviewQuestion {
  readonly patientId: string;
  readonly purpose: string;
  readonly fhirType: string | undefined;
  readonly sensitivities: readonly Sensitivity[];
}

/** What opening a chart, or one kind of its records, would come to. Reads no chart and logs nothing. */
export async function previewAccess(
  request: ChartRequest,
  question: PreviewQuestion,
): Promise<AccessPreview> {
  if (!isPatientId(question.patientId)) throw new Refusal('BAD_INPUT', 'This is no patient id.');
  const facts = await request.chartFacts.find(question.patientId);
  const decision = decideChartAccess({
    viewer: request.viewer,
    purpose: question.purpose,
    patientId: question.patientId,
    ...facts,
    at: request.clock.now(),
  });
  if (!decision.permitted) {
    return {
      permitted: false,
      basis: undefined,
      outcome: 'DENIED',
      rules: decision.rules,
      language: request.language,
    };
  }
  const { fhirType, sensitivities } = question;
  const kindClosed = fhirType !== undefined && fhirType !== 'Patient' && !decision.covers(fhirType);
  const labelClosed = (maskOf(sensitivities) & ~decision.clearedMask) !== 0;
  const permitted = !kindClosed && !labelClosed;
  const rules: readonly RuleOutcome[] = [
    ...decision.rules,
    { rule: 'kind', effect: 'deny', matched: kindClosed, detail: fhirType && scopeOfType(fhirType) },
    { rule: 'label', effect: 'deny', matched: labelClosed, detail: sensitivities.join(', ') || undefined },
  ];
  const outcome = permitted ? 'PERMITTED' : 'DENIED';
  return { permitted, basis: decision.basis, outcome, rules, language: request.language };
}
