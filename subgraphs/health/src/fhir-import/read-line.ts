import { isJsonObject } from '../fhir/element-checks.ts';
import type { Issue, IssueCode } from '../fhir/issue.ts';
import { JsonProblem, parseJsonWithEntries } from '../fhir/parse-json.ts';
import type { BundleAddresses } from '../fhir/reference-target.ts';
import { isResourceType } from '../fhir/validate-resource.ts';
import type { ReadLine } from './arrival.ts';
import { arrivalOf } from './arrival-of.ts';
import type { Outcome, SourcePosition } from './outcome.ts';
import { isCarrier, readBundle } from './read-bundle.ts';
import { longestLineBytes } from './read-source-file.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\ufeff';
const byteOrderMarkNote: Issue = {
  severity: 'warning',
  code: 'byte-order-mark',
  path: '',
  message: 'A byte order mark stands before the resource; it was left out.',
};
const noAddresses: BundleAddresses = new Map();

/** What one source line holds: nothing, something to refuse, a resource, or a Bundle of resources. Bytes are UTF-8 JSON. */
export function readLine(bytes: Buffer, at: SourcePosition): ReadLine {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return refused(at, 'REJECTED_PARSE', 'not-json', 'Not UTF-8 text.');
  }
  const notes = text.startsWith(byteOrderMark) ? [byteOrderMarkNote] : [];
  const content = (notes.length > 0 ? text.slice(1) : text).trim();
  if (content === '') return settled(at, 'BLANK', []);
  try {
    const { value, entryTexts } = parseJsonWithEntries(content);
    return sort(value, { at, content, notes, entryTexts });
  } catch (problem) {
    if (!(problem instanceof JsonProblem)) throw problem;
    return refused(at, 'REJECTED_PARSE', 'not-json', `Not JSON: ${problem.message}.`);
  }
}

/** A line that is longer than memory should hold, and was not kept. */
export function tooLong(at: SourcePosition): ReadLine {
  return refused(at, 'REJECTED_PARSE', 'not-json', `Longer than ${longestLineBytes >> 20} MiB; split it.`);
}

interface Read {
  readonly at: SourcePosition;
  readonly content: string;
  readonly notes: readonly Issue[];
  readonly entryTexts: ReadonlyMap<unknown, string>;
}

function sort(value: unknown, { at, content, notes, entryTexts }: Read): ReadLine {
  if (!isJsonObject(value))
    return refused(at, 'REJECTED_NOT_A_RESOURCE', 'not-a-resource', 'Not a JSON object.');
  if (!isResourceType(value['resourceType'])) {
    return refused(at, 'REJECTED_UNKNOWN_TYPE', 'unknown-type', 'resourceType must be a type of FHIR R4.');
  }
  if (isCarrier(value)) return readBundle(value, entryTexts, at);
  const arrival = arrivalOf(value, { at, content, notes, addresses: noAddresses, path: '', waited: false });
  return { kind: 'resource', arrival };
}

function refused(at: SourcePosition, outcome: Outcome, code: IssueCode, message: string): ReadLine {
  return settled(at, outcome, [{ severity: 'error', code, path: '', message }]);
}

function settled(at: SourcePosition, outcome: Outcome, issues: readonly Issue[]): ReadLine {
  const nothing = { fhirType: undefined, sourceId: undefined, recordId: undefined, versionId: undefined };
  return {
    kind: 'settled',
    row: { at, outcome, ...nothing, sourceHash: undefined, storedHash: undefined, issues },
  };
}
