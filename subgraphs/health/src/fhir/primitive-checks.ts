import { isFhirDate, isFhirDateTime, isFhirInstant } from './calendar.ts';
import { finding, type Findings } from './issue.ts';
import { WrittenNumber } from './written-number.ts';

type Check = (value: unknown) => Findings;

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
const codePattern = /^\S+(?: \S+)*$/;
const uriPattern = /^\S+$/;
const oidPattern = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;
const uuidPattern = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/;
const base64Pattern = /^[0-9A-Za-z+/]*={0,2}$/;

/** One check for each primitive type of FHIR R4, by its name. Source: FHIR R4, datatypes, 2.24.0.1. */
export const primitiveChecks = {
  string: textCheck('a text', () => true),
  markdown: textCheck('a text', () => true),
  xhtml: textCheck('an XHTML div', (text) => text.trimStart().startsWith('<div')),
  id: textCheck('an id of 1 to 64 letters, digits, hyphens and dots', (text) => idPattern.test(text)),
  code: textCheck('a code without outer or doubled spaces', (text) => codePattern.test(text)),
  uri: textCheck('a URI without spaces', (text) => uriPattern.test(text)),
  url: textCheck('a URL without spaces', (text) => uriPattern.test(text)),
  canonical: textCheck('a canonical URL without spaces', (text) => uriPattern.test(text)),
  oid: textCheck('an OID such as urn:oid:1.2.3', (text) => oidPattern.test(text)),
  uuid: textCheck('a UUID such as urn:uuid: and 36 lower-case characters', (text) => uuidPattern.test(text)),
  date: textCheck('a date YYYY, YYYY-MM or YYYY-MM-DD that exists', isFhirDate),
  dateTime: textCheck('a date that exists, or a date with time and zone', isFhirDateTime),
  instant: textCheck('a date that exists with time and zone', isFhirInstant),
  time: textCheck('a time hh:mm:ss', (text) => timePattern.test(text)),
  base64Binary: textCheck('base64 text', isBase64),
  boolean: (value: unknown): Findings => (typeof value === 'boolean' ? undefined : shape('true or false')),
  decimal: (value: unknown): Findings =>
    typeof value === 'number' || value instanceof WrittenNumber ? undefined : shape('a number'),
  integer: wholeNumberCheck(-(2 ** 31)),
  unsignedInt: wholeNumberCheck(0),
  positiveInt: wholeNumberCheck(1),
} satisfies Readonly<Record<string, Check>>;

function textCheck(expected: string, isRight: (text: string) => boolean): Check {
  return (value) => {
    if (typeof value !== 'string') return shape(expected);
    if (value === '') return finding('empty', 'An element is left out rather than empty.');
    return isRight(value) ? undefined : finding('bad-value', `Must be ${expected}.`);
  };
}

function wholeNumberCheck(least: number): Check {
  return (value) => {
    if (value instanceof WrittenNumber)
      return finding('bad-value', 'Must be a whole number without point or exponent.');
    if (typeof value !== 'number') return shape('a whole number');
    if (Number.isInteger(value) && value >= least && value < 2 ** 31) return undefined;
    return finding('bad-value', `Must be a whole number from ${least} to ${2 ** 31 - 1}.`);
  };
}

function shape(expected: string): Findings {
  return finding('wrong-shape', `Must be ${expected}.`);
}

function isBase64(text: string): boolean {
  const packed = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  return packed.length % 4 === 0 && base64Pattern.test(packed);
}
