import { type RecordSearch, findRecords } from '@rotunda/gateway/audit/find-records';
import { loadHashKey } from '@rotunda/gateway/audit/load-hash-key';
import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';

/** Prints records, a line each. */
export async function showRecords(search: {
  readonly folder: string;
  readonly keyFolder: string;
  readonly last: number;
  readonly about?: string;
  readonly json?: boolean;
}): Promise<void> {
  const { folder, keyFolder, last, about: key, json } = search;
  const about = key === undefined ? undefined : { key, hashKey: await loadHashKey(keyFolder) };
  for (const { record, content } of await find({ folder, last, about })) {
    console.log(json ? record.toString('utf8') : describeRecord(content));
  }
}

async function find(search: RecordSearch): ReturnType<typeof findRecords> {
  try {
    return await findRecords(search);
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT')) throw cause;
    throw new StartProblem(`There is no audit log in ${search.folder}.`, { cause });
  }
}

/** One operation for a person: when, who, why, what, and what came of it; or how often somebody was turned away, and why. */
export function describeRecord(content: Readonly<Record<string, unknown>>): string {
  const viewer = membersOf(content['viewer']);
  const operation = membersOf(content['operation']);
  const document = typeof content['document'] === 'string' ? content['document'].slice(0, 12) : 'unread';
  const errors = Array.isArray(content['errors']) ? ` (${content['errors'].join(', ')})` : '';
  return [
    textOf(content['at']),
    textOf(viewer['subject'] ?? '-'),
    textOf(viewer['agency'] ?? '-'),
    textOf(viewer['purpose'] ?? '-'),
    textOf(content['agreement'] ?? '-'),
    `${textOf(operation['type'] ?? 'document')} ${textOf(operation['name'] ?? document)}`,
    content['kind'] === 'refusal' ? describeRefusals(content) : `${textOf(content['outcome'])}${errors}`,
    textOf(content['requestId'] ?? '-'),
  ].join('  ');
}

function describeRefusals({ code, rule, count }: Readonly<Record<string, unknown>>): string {
  const times = count === 1 ? 'turned away' : `turned away ${textOf(count)} times`;
  return `${times} (${[code, rule]
    .filter((part) => part !== undefined)
    .map(textOf)
    .join(', ')})`;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Without what a terminal would obey. */
function textOf(value: unknown): string {
  return String(value).replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?');
}
