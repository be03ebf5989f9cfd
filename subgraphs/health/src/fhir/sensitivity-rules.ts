import type { Sensitivity } from './sensitivity.ts';

/** What makes a record sensitive although its source does not say so. Codes are compared whole, ICD-10-CM by prefix. */
export interface SensitivityRule {
  readonly sensitivity: Sensitivity;
  readonly icd10Prefixes: readonly string[];
  readonly snomed: readonly string[];
  readonly loinc: readonly string[];
  readonly rxnorm: readonly string[];
  /** For code systems that the lists do not know: words of the recorded display. */
  readonly words: RegExp;
}

/**
 * Label rules. 42 CFR 2.11 leaves tobacco and caffeine out of substance use disorders, hence no F17. Drafted from the public code sets
 * (ICD-10-CM chapter 5; LOINC and RxNorm by number), not yet reviewed by a clinician or a lawyer: a rule too many hides a row from those
 * without the right, a rule too few shows it.
 */
export const sensitivityRules: readonly SensitivityRule[] = [
  {
    sensitivity: 'SUD_PART2',
    icd10Prefixes: [
      'F10',
      'F11',
      'F12',
      'F13',
      'F14',
      'F15',
      'F16',
      'F18',
      'F19',
      'K70',
      'O99.31',
      'O99.32',
      'Z71.41',
      'Z71.51',
    ],
    snomed: [
      '5602001',
      '75544000',
      '7200002',
      '15167005',
      '66590003',
      '6525002',
      '26416006',
      '191816009',
      '361055000',
      '55680006',
      '231477003',
      '84758004',
      '78267003',
      '31956009',
    ],
    loinc: ['82667-7', '82666-9', '75626-2', '3879-4', '3397-7', '5640-8', '74205-6'],
    rxnorm: ['1819', '6813', '7243', '3554', '82819'],
    words:
      /\b(?:opioid|opiate|heroin|cocaine|(?:meth)?amphetamine|cannabis|marijuana|alcohol|drug|substance|sedative|inhalant)s?\b.{0,24}\b(?:abuse|dependence|addiction|misuse|use disorder|overdose|withdrawal|detoxification|rehabilitation)\b|\balcoholism\b|\b(?:buprenorphine|naltrexone|disulfiram|acamprosate|methadone)\b|\bmisuses drugs\b/i,
  },
  {
    sensitivity: 'HIV',
    icd10Prefixes: ['B20', 'B97.35', 'O98.7', 'R75', 'Z20.6', 'Z21'],
    snomed: ['86406008', '62479008', '19030005', '165816005', '402915006', '111880001', '91947003'],
    loinc: ['7917-8', '29893-5', '68961-2', '56888-1', '5221-7', '20447-9', '24012-1', '75622-1', '24467-3'],
    rxnorm: ['1433868', '195085', '300195', '195088', '1102270'],
    words:
      /\bHIV\b|\bhuman immunodeficiency virus\b|\b(?:dolutegravir|emtricitabine|efavirenz|raltegravir|bictegravir)\b/i,
  },
  {
    sensitivity: 'PSY',
    icd10Prefixes: [
      'F2',
      'F3',
      'F4',
      'F50',
      'F53',
      'F6',
      'F84',
      'F90',
      'F91',
      'R45.851',
      'T14.91',
      'X71',
      'Z91.5',
    ],
    snomed: [
      '370143000',
      '35489007',
      '36923009',
      '58214004',
      '13746004',
      '47505003',
      '197480006',
      '80583007',
      '6471006',
      '82313006',
      '191736004',
      '406506008',
      '192127007',
    ],
    loinc: ['44261-6', '55758-7', '70274-6', '69730-0', '93373-9'],
    rxnorm: ['6448', '2626', '5093', '35636', '61381', '89013'],
    words:
      /\b(?:schizophrenia|bipolar|psychosis|psychotic|suicid\w+|self[- ]harm|major depressi\w+|depressive disorder|anxiety disorder|post[- ]traumatic stress|panic disorder|personality disorder|anorexia nervosa|bulimia)\b/i,
  },
  {
    sensitivity: 'STD',
    icd10Prefixes: [
      'A50',
      'A51',
      'A52',
      'A53',
      'A54',
      'A55',
      'A56',
      'A57',
      'A58',
      'A59',
      'A60',
      'A63',
      'A64',
      'Z20.2',
    ],
    snomed: ['8098009', '240589008', '15628003', '76272004', '33839006', '105629000'],
    loinc: ['21613-5', '24111-7', '20507-0', '5292-8', '43304-5', '43305-2'],
    rxnorm: [],
    words: /\b(?:syphilis|gonorrh\w+|chlamydia\w*|sexually transmitted|genital herpes|trichomon\w+)\b/i,
  },
  {
    sensitivity: 'SEX',
    icd10Prefixes: ['O04', 'Z33.2', 'Z64.0', 'F64', 'Z87.890'],
    snomed: ['57797005', '386639001', '93461009'],
    loinc: [],
    rxnorm: ['6373', '42331'],
    words: /\b(?:induced abortion|termination of pregnancy|mifepristone|gender (?:dysphoria|identity))\b/i,
  },
  {
    sensitivity: 'DV',
    icd10Prefixes: ['T74', 'T76', 'Y07', 'Z69', 'O9A.3', 'O9A.4', 'O9A.5'],
    snomed: ['706893006', '424393004', '95930005', '233536002', '397940009'],
    loinc: ['76499-3', '76500-8'],
    rxnorm: [],
    words:
      /\b(?:intimate partner (?:abuse|violence)|domestic (?:abuse|violence)|sexual (?:abuse|assault)|child abuse|battered)\b/i,
  },
  {
    sensitivity: 'GDIS',
    icd10Prefixes: ['Z14', 'Z15'],
    snomed: ['412734009', '412738007'],
    loinc: ['21636-6', '38530-2'],
    rxnorm: [],
    words: /\b(?:BRCA[12]|genetic (?:carrier|susceptibility))\b/i,
  },
];
