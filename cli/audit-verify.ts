import { describeFinding } from '@rotunda/gateway/audit/audit-finding';
import { copiedHeadsFile } from '@rotunda/gateway/audit/head-keepers';
import { readHeads } from '@rotunda/gateway/audit/read-heads';
import { type TreeHead, createTreeHeadReader } from '@rotunda/gateway/audit/tree-head';
import { type AuditVerification, verifyAuditLog } from '@rotunda/gateway/audit/verify-audit-log';
import { hasCode } from '@rotunda/platform/error-code';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import { StartProblem } from '@rotunda/platform/start-problem';

export interface VerifyRequest {
  readonly folder: string;
  readonly keys: SigningKey['publicKeys'];
  /** Signed heads kept elsewhere. */
  readonly heads: readonly string[];
  /** Where heads were copied to. */
  readonly copiesFolder?: string | undefined;
}

const recordsBetweenWords = 200_000;

/** Verifies a log and says what was found; exit code 1 where something is wrong with it. */
export async function verifyLog({ folder, keys, heads, copiesFolder }: VerifyRequest): Promise<void> {
  const copied = copiesFolder === undefined ? [] : await readCopiedHeads(copiesFolder, keys);
  const keptHeads = [...copied, ...(await Promise.all(heads.map((head) => readKeptHead(head, keys))))];
  let told = 0;
  const result = await verifyAuditLog({
    folder,
    keys,
    keptHeads,
    tell: (records) => {
      if (records - told < recordsBetweenWords) return;
      told = records;
      console.error(`${records} records ...`);
    },
  }).catch((cause: unknown) => {
    throw hasCode(cause, 'ENOENT', 'ENOTDIR') ? noLogIn(folder) : cause;
  });
  if (result.segments === 0 && !result.finding) throw noLogIn(folder);
  describeVerification(result).forEach((line) => console.log(line));
  if (result.finding) process.exitCode = 1;
}

/** What a verification found, a line each. */
function describeVerification(result: AuditVerification): readonly string[] {
  const { records, segments, heads, signedRecords, tornLines, unfinishedBytes, finding } = result;
  const counts = `${count(records, 'record')} in ${count(segments, 'segment')}, ${count(heads, 'signed head')} over the first ${signedRecords}.`;
  if (finding) return [`${describeFinding(finding)}`, `Sound before that: ${counts}`];
  return [
    `The log is whole: ${counts}`,
    ...(signedRecords < records
      ? [`The last ${records - signedRecords} are chained, and not under a signed head yet.`]
      : []),
    ...(tornLines > 0 ? [`${tornLines} lines were torn by a crash; what came after accounts for each.`] : []),
    ...(unfinishedBytes > 0
      ? [`The end is unfinished (${unfinishedBytes} bytes): being written, or torn by a crash.`]
      : []),
  ];
}

function noLogIn(folder: string): StartProblem {
  return new StartProblem(`There is no audit log in ${folder}.`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

async function readCopiedHeads(folder: string, keys: SigningKey['publicKeys']): Promise<readonly TreeHead[]> {
  const file = copiedHeadsFile(folder);
  const { heads, forgedLine } = await readHeads(file, createTreeHeadReader(keys));
  if (forgedLine !== undefined)
    throw new StartProblem(`Line ${forgedLine} of ${file} is not signed with any of the keys.`);
  if (heads.length === 0) throw new StartProblem(`No head was copied to ${folder}.`);
  return heads;
}

async function readKeptHead(jws: string, keys: SigningKey['publicKeys']): Promise<TreeHead> {
  const head = await createTreeHeadReader(keys)(jws.trim());
  if (!head) throw new StartProblem('The kept head is not signed with any of the keys.');
  return head;
}
