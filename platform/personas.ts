/** Someone the demonstration speaks for. Synthetic: no real person, no real account. */
export interface Persona {
  readonly name:
    | 'householder'
    | 'partner'
    | 'contact-agent'
    | 'supply-officer'
    | 'watch-officer'
    | 'clinician'
    | 'patient'
    | 'privacy-officer'
    | 'operator';
  readonly title: string;
  readonly subject: string;
  readonly agency: string | undefined;
  readonly scopes: readonly string[];
  /** HL7 v3 PurposeOfUse that this persona may state. */
  readonly purposes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

export const personas: readonly Persona[] = [
  {
    name: 'householder',
    title: 'A resident who orders test kits for the household',
    subject: 'demo-householder-1',
    agency: undefined,
    scopes: ['postal:order:self'],
    purposes: [],
    attributes: {},
  },
  {
    name: 'partner',
    title: 'A partner agency that follows a relief campaign',
    subject: 'demo-partner-1',
    agency: 'HHS',
    scopes: ['postal:campaign:metrics', 'postal:events:subscribe', 'defence:read', 'health:aggregate:read'],
    purposes: [],
    attributes: { unit: 'HHS-OPS' },
  },
  {
    name: 'contact-agent',
    title: 'An agent of the contact centre who orders and reviews for callers',
    subject: 'demo-contact-agent-1',
    agency: 'USPS',
    scopes: ['postal:order:manage', 'postal:order:bulk', 'postal:order:pii', 'postal:claim:review'],
    purposes: [],
    attributes: {},
  },
  {
    name: 'supply-officer',
    title: 'A supply officer who moves kits through the network and sets the intake',
    subject: 'demo-supply-officer-1',
    agency: 'HHS',
    scopes: [
      'postal:stock:read',
      'postal:stock:write',
      'postal:ship:write',
      'postal:tracking:write',
      'postal:campaign:operate',
      'postal:campaign:metrics',
    ],
    purposes: [],
    attributes: {},
  },
  {
    name: 'watch-officer',
    title: 'A watch officer at an operations desk',
    subject: 'demo-watch-officer-1',
    agency: 'USCP',
    scopes: ['defence:read', 'defence:operate', 'defence:plan', 'defence:share', 'defence:ingest'],
    purposes: [],
    attributes: { unit: 'USCP' },
  },
  {
    name: 'clinician',
    title: 'A clinician who treats a patient',
    subject: 'demo-practitioner-1',
    agency: 'VHA',
    scopes: [
      'health:patient:read',
      'health:patient:search',
      'health:condition:read',
      'health:allergy:read',
      'health:medication:read',
      'health:immunization:read',
      'health:observation:read',
      'health:report:read',
      'health:procedure:read',
      'health:encounter:read',
    ],
    purposes: ['TREATMENT'],
    attributes: { practitioner: 'demo-practitioner-1' },
  },
  {
    name: 'patient',
    title: 'A patient who reads their own chart',
    subject: 'demo-patient-1',
    agency: undefined,
    scopes: ['health:self:read'],
    purposes: ['PATIENT_REQUEST'],
    attributes: { patient: 'demo-patient-1' },
  },
  {
    name: 'privacy-officer',
    title: 'A privacy officer who reviews who opened charts',
    subject: 'demo-privacy-officer-1',
    agency: 'VHA',
    scopes: [],
    purposes: [],
    attributes: { role: 'privacy-officer' },
  },
  {
    name: 'operator',
    title: 'An operator who loads data and follows imports',
    subject: 'demo-operator-1',
    agency: 'ROTUNDA',
    scopes: ['health:import:read', 'defence:ingest', 'postal:order:pii'],
    purposes: [],
    attributes: { role: 'operator' },
  },
];

/** The persona of that name, or undefined. */
export function findPersona(name: string): Persona | undefined {
  return personas.find((persona) => persona.name === name);
}
