const scopeByType: Readonly<Record<string, string>> = {
  Patient: 'health:patient:read',
  Condition: 'health:condition:read',
  AllergyIntolerance: 'health:allergy:read',
  MedicationRequest: 'health:medication:read',
  Immunization: 'health:immunization:read',
  Observation: 'health:observation:read',
  DiagnosticReport: 'health:report:read',
  Procedure: 'health:procedure:read',
  Encounter: 'health:encounter:read',
};

/** The scope that covers records of a FHIR type; one scope covers all types without one of their own. */
export function scopeOfType(fhirType: string): string {
  return scopeByType[fhirType] ?? 'health:record:read';
}
