import { isJsonObject } from './element-checks.ts';
import { finding, type Findings, under } from './issue.ts';

const suspicious = /\\u(?:0000|[dD][89a-fA-F])/;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The elements whose text holds a NUL or half of a surrogate pair, which neither UTF-8 nor PostgreSQL can hold. */
export function findUnstorableText(resource: unknown, text: string): Findings {
  return suspicious.test(text) ? inValue(resource) : undefined;
}

function inValue(value: unknown): Findings {
  if (typeof value === 'string') return inText(value);
  let findings: Findings;
  if (Array.isArray(value)) {
    value.forEach((member, index) => {
      const found = inValue(member);
      if (found) findings = under(findings, `[${index}]`, found);
    });
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      const found = inText(name) ?? inValue(member);
      if (found) findings = under(findings, inText(name) ? '*' : name, found);
    }
  }
  return findings;
}

function inText(text: string): Findings {
  if (!text.includes('\0') && !loneSurrogate.test(text)) return undefined;
  return finding('unstorable-text', 'Holds a NUL character or half of a surrogate pair; leave it out.');
}
