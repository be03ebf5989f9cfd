import { join } from 'node:path';
import { isKeySet } from '@rotunda/gateway/access/read-trusted-issuers';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import { StartProblem } from '@rotunda/platform/start-problem';
import { Command, InvalidArgumentError } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';
import { readGivenFile, readGivenText } from './read-given-file.ts';
import { findRotundaHome } from './rotunda-home.ts';

const examples = `
Examples:
  rotunda audit verify                              is the log whole, and as it was written
  rotunda audit verify --head kept.jws              ... and does it hold what a head kept elsewhere promises
  rotunda audit verify --heads /mnt/elsewhere       ... and what those promise that AUDIT_HEADS_TO copied there
  rotunda audit show --last 20                      who asked what
  rotunda audit show --about demo-patient-1         who asked for this record
  rotunda audit prove 3f0c2a9e-... > proof.json     that an operation is in the log, for those who do not have it
  rotunda audit prove-growth 1200 > proof.json      that nothing was changed since the head over 1200 records
  rotunda audit verify-proof proof.json
  rotunda audit verify-receipt answer.json          an answer saved as it came, byte for byte

The log is .rotunda/audit, the keys .rotunda/keys/audit.jwks.json, unless given.`;

interface LogOptions {
  readonly folder?: string;
  readonly keys?: string;
}

interface VerifyOptions {
  readonly head?: string;
  readonly heads?: string;
}

/** `rotunda audit ...`: reads the audit log; a running gateway goes on writing it. */
export function createAuditCommand(): Command {
  return new Command('audit')
    .description('verify, read and prove what was recorded')
    .addHelpText('after', examples)
    .addCommand(createVerifyCommand())
    .addCommand(createShowCommand())
    .addCommand(createProveCommand())
    .addCommand(createProveGrowthCommand())
    .addCommand(createVerifyProofCommand())
    .addCommand(createVerifyReceiptCommand());
}

function createVerifyCommand(): Command {
  return withKeys(new Command('verify'))
    .description(
      'name the first record that was altered, removed, reordered or cut off; exit code 1 if there is one',
    )
    .argument('[folder]', 'of the log')
    .option('--head <file>', 'signed heads that were kept elsewhere, one a line')
    .option('--heads <folder>', 'a folder that heads were copied to')
    .action(
      orEndWithProblem(async (folder: string | undefined, options: LogOptions & VerifyOptions) => {
        const { verifyLog } = await import('./audit-verify.ts');
        const head = options.head === undefined ? undefined : await readGivenText(options.head);
        await verifyLog({
          ...(await sourceOf({ ...options, folder })),
          heads: head?.trim().split('\n') ?? [],
          copiesFolder: options.heads,
        });
      }),
    );
}

function createShowCommand(): Command {
  return new Command('show')
    .description('print the last operations, oldest first')
    .option('--folder <folder>', 'of the log')
    .option('--last <count>', 'how many', countOf, 10)
    .option('--about <key>', 'only operations that asked for this id; needs the private audit key folder')
    .option('--json', 'the records as they were written')
    .action(
      orEndWithProblem(async (options: LogOptions & { last: number; about?: string; json?: boolean }) => {
        const { showRecords } = await import('./audit-show.ts');
        const { keyFolder } = findRotundaHome();
        await showRecords({ ...options, folder: folderOf(options), keyFolder });
      }),
    );
}

function createProveCommand(): Command {
  return withKeys(new Command('prove'))
    .description('print a proof that the operation with this request id is in the log')
    .argument('<request id>', 'X-Request-Id of the answer')
    .option('--folder <folder>', 'of the log')
    .action(
      orEndWithProblem(async (requestId: string, options: LogOptions) => {
        const { proveRecord } = await import('@rotunda/gateway/audit/log-proofs');
        print(await proveRecord(await sourceOf(options), requestId));
      }),
    );
}

function createProveGrowthCommand(): Command {
  return withKeys(new Command('prove-growth'))
    .description('print a proof that the log only grew between two signed heads')
    .argument('<first>', 'records that the first head counts', countOf)
    .argument('[second]', 'records that the second head counts; the last one unless given', countOf)
    .option('--folder <folder>', 'of the log')
    .action(
      orEndWithProblem(async (first: number, second: number | undefined, options: LogOptions) => {
        const { proveGrowth } = await import('@rotunda/gateway/audit/log-proofs');
        print(await proveGrowth(await sourceOf(options), first, second));
      }),
    );
}

function createVerifyProofCommand(): Command {
  return withKeys(new Command('verify-proof'))
    .description('say what a proof shows, without the log; exit code 1 if nothing')
    .argument('<file>', 'of "audit prove" or "audit prove-growth"')
    .action(
      orEndWithProblem(async (file: string, options: LogOptions) => {
        const { sayProof } = await import('./audit-evidence.ts');
        await sayProof(await readGivenText(file), await readKeys(options));
      }),
    );
}

function createVerifyReceiptCommand(): Command {
  return withKeys(new Command('verify-receipt'))
    .description(
      'say whether an answer is the one its receipt was signed for, without the log; exit code 1 if not',
    )
    .argument('<file>', 'the body of an answer to a request with the header X-Audit-Receipt: 1')
    .action(
      orEndWithProblem(async (file: string, options: LogOptions) => {
        const { sayReceipt } = await import('./audit-evidence.ts');
        await sayReceipt(await readGivenFile(file), await readKeys(options));
      }),
    );
}

function withKeys(command: Command): Command {
  return command.option('--keys <jwks>', 'public audit keys');
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('A whole number from 1.');
  return count;
}

function print(proof: object): void {
  console.log(JSON.stringify(proof, null, 2));
}

async function sourceOf(options: {
  readonly folder?: string | undefined;
  readonly keys?: string;
}): Promise<{ readonly folder: string; readonly keys: SigningKey['publicKeys'] }> {
  return { folder: folderOf(options), keys: await readKeys(options) };
}

function folderOf({ folder }: { readonly folder?: string | undefined }): string {
  return folder ?? join(findRotundaHome().folder, 'audit');
}

async function readKeys({ keys }: LogOptions): Promise<SigningKey['publicKeys']> {
  const file = keys ?? join(findRotundaHome().keyFolder, 'audit.jwks.json');
  const set = parseJson(await readGivenText(file));
  if (!isKeySet(set)) throw new StartProblem(`${file} is not a JSON Web Key Set.`);
  return set;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
