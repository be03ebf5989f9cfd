import { isJsonObject } from '../fhir/element-checks.ts';
import { type Fields, objectAt, objectsAt, textAt } from '../fhir/fields.ts';
import { finding, type Issue, under } from '../fhir/issue.ts';
import { isResourceType, validateResource } from '../fhir/validate-resource.ts';
import type { Arrival, ReadLine } from './arrival.ts';
import { arrivalOf } from './arrival-of.ts';
import type { LedgerRow, SourcePosition } from './outcome.ts';

/** Bundles that carry resources; a document or a message means something as a whole and is stored as the Bundle it is. */
const carriers = new Set(['transaction', 'batch', 'collection', 'searchset', 'history']);
const stores = new Set(['POST', 'PUT']);
const uuidUrl = /^urn:uuid:([A-Za-z0-9\-.]{1,64})$/;
const resourceUrl = /^(?:https?:\/\/\S+\/)?[A-Z][A-Za-z]+\/([A-Za-z0-9\-.]{1,64})$/;
/** Stands in the envelope for a resource, which is judged by itself. */
const placeholder = { resourceType: 'Basic', code: { text: 'resource' } };

interface Entry {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly resource: Fields;
  readonly type: string;
  readonly givenId: string | undefined;
}

/** Whether a resource is a Bundle whose entries are to be stored each for itself. */
export function isCarrier(resource: Fields): boolean {
  return resource['resourceType'] === 'Bundle' && carriers.has(String(resource['type']));
}

/** The resources of a Bundle, with the entries' addresses; `entryTexts` gives each as written. A broken envelope refuses the whole. */
export function readBundle(
  bundle: Fields,
  entryTexts: ReadonlyMap<unknown, string>,
  at: SourcePosition,
): ReadLine {
  const sourceId = textAt(bundle, 'id');
  const atomic = bundle['type'] === 'transaction';
  const envelope = validateResource(emptied(bundle), '').filter(({ severity }) => severity === 'error');
  const entries = objectsAt(bundle, 'entry').map(readEntry);
  const bad = entries.filter((entry) => 'problem' in entry);
  const problems = [...envelope, ...(atomic ? bad.map(({ problem }) => problem) : [])];
  if (problems.length > 0) return { kind: 'settled', row: refusal(at, 'Bundle', sourceId, problems) };

  const good = entries.filter((entry) => 'resource' in entry);
  const addresses = new Map(good.flatMap(addressOf));
  return {
    kind: 'bundle',
    at,
    sourceId,
    atomic,
    arrivals: good.map((entry) => arrivalOfEntry(entry, { at, entryTexts, addresses })),
    refusedEntries: bad.map(({ index, problem }) =>
      refusal({ ...at, entry: index + 1 }, undefined, undefined, [problem]),
    ),
  };
}

function emptied(bundle: Fields): Fields {
  const { entry } = bundle;
  if (!Array.isArray(entry)) return bundle;
  const entries: readonly unknown[] = entry;
  return {
    ...bundle,
    entry: entries.map((each) =>
      isJsonObject(each) && 'resource' in each ? { ...each, resource: placeholder } : each,
    ),
  };
}

function readEntry(
  entry: Fields,
  index: number,
): Entry | { readonly index: number; readonly problem: Issue } {
  const resource = entry['resource'];
  const request = objectAt(entry, 'request');
  const method = textAt(request, 'method');
  if (method !== undefined && !stores.has(method))
    return problemOf(index, 'Only POST and PUT can be imported.');
  if (!isJsonObject(resource)) return problemOf(index, 'An entry without a resource cannot be imported.');
  const type = resource['resourceType'];
  if (!isResourceType(type)) return problemOf(index, 'resourceType must be a type of FHIR R4.');
  const fullUrl = textAt(entry, 'fullUrl');
  const putId = method === 'PUT' ? resourceUrl.exec(textAt(request, 'url') ?? '')?.[1] : undefined;
  return { index, fullUrl, resource, type, givenId: putId ?? idIn(fullUrl) };
}

function problemOf(index: number, message: string): { readonly index: number; readonly problem: Issue } {
  const [problem] = under(undefined, `Bundle.entry[${index}]`, finding('bad-bundle', message) ?? []) ?? [];
  if (!problem) throw new Error('a finding holds one issue');
  return { index, problem };
}

function idIn(fullUrl: string | undefined): string | undefined {
  return uuidUrl.exec(fullUrl ?? '')?.[1] ?? resourceUrl.exec(fullUrl ?? '')?.[1];
}

function addressOf({ fullUrl, resource, type, givenId }: Entry): [string, { type: string; id: string }][] {
  const id = textAt(resource, 'id') ?? givenId;
  return fullUrl !== undefined && id !== undefined ? [[fullUrl, { type, id }]] : [];
}

function arrivalOfEntry(
  { index, fullUrl, resource, givenId }: Entry,
  bundle: {
    readonly at: SourcePosition;
    readonly entryTexts: ReadonlyMap<unknown, string>;
    readonly addresses: Arrival['addresses'];
  },
): Arrival {
  const content = bundle.entryTexts.get(resource);
  if (content === undefined) throw new Error('an entry without its text');
  const alias = uuidUrl.test(fullUrl ?? '') && textAt(resource, 'id') !== idIn(fullUrl) ? fullUrl : undefined;
  return arrivalOf(resource, {
    at: { ...bundle.at, entry: index + 1 },
    content,
    notes: [],
    addresses: bundle.addresses,
    path: `Bundle.entry[${index}].resource`,
    waited: false,
    ...(givenId === undefined ? {} : { givenId }),
    ...(alias === undefined ? {} : { alias }),
  });
}

function refusal(
  at: SourcePosition,
  fhirType: string | undefined,
  sourceId: string | undefined,
  issues: readonly Issue[],
): LedgerRow {
  const nothing = { recordId: undefined, versionId: undefined, sourceHash: undefined, storedHash: undefined };
  return { at, outcome: 'REJECTED_INVALID', fhirType, sourceId, ...nothing, issues };
}
