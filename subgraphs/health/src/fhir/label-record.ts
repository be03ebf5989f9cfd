import { isJsonObject } from './element-checks.ts';
import { type Fields, objectAt, objectsAt, textAt } from './fields.ts';
import { isSensitivity, maskOf, type Sensitivity, sensitivityBits } from './sensitivity.ts';
import { sensitivityRules } from './sensitivity-rules.ts';

/** Who may see a record, before any person's own rights are asked. */
export interface RecordLabels {
  readonly sensMask: number;
  /** v3-Confidentiality: U, L, M, N, R or V. */
  readonly confidentiality: string;
  readonly author: 'SOURCE' | 'RULE' | 'NONE';
  readonly basis: string | undefined;
}

interface Found {
  readonly sensitivity: Sensitivity;
  readonly basis: string;
}

const confidentialities = new Set(['U', 'L', 'M', 'N', 'R', 'V']);
/** v3-ActCode policies whose code is not the name of our bit. */
const sourcePolicies: Readonly<Record<string, Sensitivity>> = {
  '42CFRPart2': 'SUD_PART2',
  SUD: 'SUD_PART2',
  ETHUD: 'SUD_PART2',
  OPIOIDUD: 'SUD_PART2',
  SDV: 'DV',
  VIO: 'DV',
  MH: 'PSY',
  PSYTHPN: 'PSYTHPN',
  REPROD: 'SEX',
  SEXUAL: 'SEX',
  CEL: 'VIP',
  EMP: 'EMPLOYEE',
};

const icd10Systems = new Set([
  'http://hl7.org/fhir/sid/icd-10-cm',
  'http://hl7.org/fhir/sid/icd-10',
  'urn:oid:2.16.840.1.113883.6.90',
]);
const rulesByCode = indexRules();
const icd10Rules = sensitivityRules.flatMap(({ sensitivity, icd10Prefixes }) =>
  icd10Prefixes.map((prefix) => ({ prefix, sensitivity })),
);

/** The labels of a valid resource: those of its source, and those that its codes call for anywhere in it. Without either: N. */
export function labelRecord(resource: Fields): RecordLabels {
  const security = objectsAt(objectAt(resource, 'meta'), 'security');
  const sourceCodes = security.flatMap((coding) => textAt(coding, 'code') ?? []);
  const sourceMask = maskOf(sourceCodes.flatMap(policyOf));
  const stated = sourceCodes.find((code) => confidentialities.has(code));

  const found: Found[] = [];
  collect(resource, found);
  const added = found.filter(({ sensitivity }) => (sourceMask & sensitivityBits[sensitivity]) === 0);
  const sensMask = sourceMask | maskOf(added.map(({ sensitivity }) => sensitivity));
  return {
    sensMask,
    confidentiality: stated ?? (sensMask === 0 ? 'N' : 'R'),
    author: added.length > 0 ? 'RULE' : sourceCodes.length > 0 ? 'SOURCE' : 'NONE',
    basis: added.length > 0 ? [...new Set(added.map(({ basis }) => basis))].join('; ') : undefined,
  };
}

function policyOf(code: string): readonly Sensitivity[] {
  const named = sourcePolicies[code] ?? code;
  return isSensitivity(named) ? [named] : [];
}

function collect(value: unknown, found: Found[]): void {
  if (Array.isArray(value)) {
    for (const member of value) collect(member, found);
    return;
  }
  if (!isJsonObject(value)) return;
  if (typeof value['code'] === 'string') collectCoding(value, value['code'], found);
  else if (typeof value['text'] === 'string' && value['coding'] === undefined)
    collectWords(value['text'], found);
  for (const name in value) {
    const child = value[name];
    if (typeof child === 'object' && child !== null) collect(child, found);
  }
}

function collectCoding(coding: Fields, code: string, found: Found[]): void {
  const system = textAt(coding, 'system') ?? '';
  const sensitivity = rulesByCode.get(`${system} ${code}`);
  if (sensitivity) found.push({ sensitivity, basis: `code ${code}` });
  if (icd10Systems.has(system)) {
    const rule = icd10Rules.find(({ prefix }) => code.startsWith(prefix));
    if (rule) found.push({ sensitivity: rule.sensitivity, basis: `icd-10-cm ${rule.prefix}` });
  }
  const display = textAt(coding, 'display');
  if (display !== undefined) collectWords(display, found);
}

function collectWords(text: string, found: Found[]): void {
  if (text.length > 300) return;
  for (const { sensitivity, words } of sensitivityRules) {
    if (words.test(text)) found.push({ sensitivity, basis: `words of ${sensitivity}` });
  }
}

function indexRules(): ReadonlyMap<string, Sensitivity> {
  const rules = new Map<string, Sensitivity>();
  for (const { sensitivity, snomed, loinc, rxnorm } of sensitivityRules) {
    for (const code of snomed) rules.set(`http://snomed.info/sct ${code}`, sensitivity);
    for (const code of loinc) rules.set(`http://loinc.org ${code}`, sensitivity);
    for (const code of rxnorm) rules.set(`http://www.nlm.nih.gov/research/umls/rxnorm ${code}`, sensitivity);
  }
  return rules;
}
