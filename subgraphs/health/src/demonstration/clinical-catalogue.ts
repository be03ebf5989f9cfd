/** Codes are those of their code systems; the words are this project's own plain ones. */
export interface CatalogueCode {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export interface Measurement extends CatalogueCode {
  /** UCUM. */
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
}

const icd10 = (code: string, display: string): CatalogueCode => ({
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  code,
  display,
});
const snomed = (code: string, display: string): CatalogueCode => ({
  system: 'http://snomed.info/sct',
  code,
  display,
});
const cvx = (code: string, display: string): CatalogueCode => ({
  system: 'http://hl7.org/fhir/sid/cvx',
  code,
  display,
});
const rxnorm = (code: string, display: string): CatalogueCode => ({
  system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  code,
  display,
});
const loinc = (
  code: string,
  display: string,
  unit: string,
  least: number,
  most: number,
  decimals: number,
): Measurement => ({
  system: 'http://loinc.org',
  code,
  display,
  unit,
  least,
  most,
  decimals,
});

/** A chronic condition and the medicine it is commonly treated with. */
export const conditions = [
  { condition: icd10('I10', 'High blood pressure'), medication: rxnorm('314076', 'Lisinopril 10 mg tablet') },
  {
    condition: icd10('E11.9', 'Type 2 diabetes'),
    medication: rxnorm('860975', 'Metformin 500 mg extended-release tablet'),
  },
  { condition: icd10('E78.5', 'High cholesterol'), medication: rxnorm('312961', 'Simvastatin 20 mg tablet') },
  { condition: snomed('195967001', 'Asthma'), medication: rxnorm('745679', 'Albuterol inhaler') },
  {
    condition: icd10('E03.9', 'Underactive thyroid'),
    medication: rxnorm('966222', 'Levothyroxine 75 microgram tablet'),
  },
  {
    condition: icd10('I25.10', 'Coronary artery disease'),
    medication: rxnorm('197361', 'Amlodipine 5 mg tablet'),
  },
  {
    condition: snomed('279039007', 'Low back pain'),
    medication: rxnorm('310965', 'Ibuprofen 200 mg tablet'),
  },
  {
    condition: snomed('239873007', 'Arthritis of the knee'),
    medication: rxnorm('313782', 'Acetaminophen 325 mg tablet'),
  },
  { condition: icd10('K21.9', 'Acid reflux'), medication: undefined },
  { condition: icd10('G43.909', 'Migraine'), medication: undefined },
] as const;

/** Conditions that the import labels by rule; they carry no label of their own. */
export const sensitiveConditions = [
  icd10('F11.20', 'Opioid dependence'),
  icd10('F32.9', 'Depression'),
  icd10('B20', 'HIV disease'),
] as const;

export const pastConditions = [
  snomed('444814009', 'Viral sinus infection'),
  snomed('10509002', 'Acute bronchitis'),
  snomed('65363002', 'Middle ear infection'),
] as const;

export const allergies = [
  {
    substance: snomed('91936005', 'Allergy to penicillin'),
    category: 'medication',
    reaction: snomed('247472004', 'Hives'),
  },
  {
    substance: snomed('91935009', 'Allergy to peanuts'),
    category: 'food',
    reaction: snomed('39579001', 'Anaphylaxis'),
  },
  {
    substance: snomed('300913006', 'Allergy to shellfish'),
    category: 'food',
    reaction: snomed('271807003', 'Rash'),
  },
  {
    substance: snomed('418689008', 'Allergy to grass pollen'),
    category: 'environment',
    reaction: snomed('76067001', 'Sneezing'),
  },
  {
    substance: snomed('300916003', 'Allergy to latex'),
    category: 'environment',
    reaction: snomed('271807003', 'Rash'),
  },
] as const;

export const noKnownAllergy = snomed('716186003', 'No known allergy');

export const vaccines = [
  cvx('140', 'Influenza, one season'),
  cvx('208', 'COVID-19 (mRNA, 30 micrograms)'),
  cvx('207', 'COVID-19 (mRNA, 100 micrograms)'),
  cvx('115', 'Tetanus, diphtheria and whooping cough'),
  cvx('33', 'Pneumococcal'),
  cvx('121', 'Shingles'),
] as const;

export const vitalSigns = [
  loinc('29463-7', 'Body weight', 'kg', 48, 110, 1),
  loinc('8867-4', 'Heart rate', '/min', 58, 96, 0),
  loinc('8310-5', 'Body temperature', 'Cel', 36.2, 37.4, 1),
  loinc('59408-5', 'Oxygen in the blood', '%', 94, 100, 0),
] as const;

export const bloodPressure = {
  panel: loinc('85354-9', 'Blood pressure', 'mm[Hg]', 0, 0, 0),
  systolic: loinc('8480-6', 'Systolic blood pressure', 'mm[Hg]', 104, 158, 0),
  diastolic: loinc('8462-4', 'Diastolic blood pressure', 'mm[Hg]', 62, 98, 0),
} as const;

export const laboratoryTests = [
  loinc('2339-0', 'Blood sugar', 'mg/dL', 72, 190, 0),
  loinc('4548-4', 'Haemoglobin A1c', '%', 4.8, 9.2, 1),
  loinc('2093-3', 'Total cholesterol', 'mg/dL', 140, 260, 0),
  loinc('2085-9', 'HDL cholesterol', 'mg/dL', 34, 72, 0),
  loinc('18262-6', 'LDL cholesterol', 'mg/dL', 60, 170, 0),
  loinc('2160-0', 'Creatinine', 'mg/dL', 0.6, 1.6, 2),
  loinc('718-7', 'Haemoglobin', 'g/dL', 11, 17, 1),
] as const;

export const laboratoryReport = {
  system: 'http://loinc.org',
  code: '11502-2',
  display: 'Laboratory report',
} as const;

export const covidTest = {
  system: 'http://loinc.org',
  code: '94500-6',
  display: 'COVID-19 virus test',
} as const;
export const covidResults = {
  detected: snomed('260373001', 'Detected'),
  notDetected: snomed('260415000', 'Not detected'),
} as const;

export const procedures = [
  snomed('430193006', 'Review of medicines'),
  snomed('127783003', 'Breathing test'),
  snomed('73761001', 'Colonoscopy'),
] as const;
export const visit = snomed('185349003', 'Check-up');
