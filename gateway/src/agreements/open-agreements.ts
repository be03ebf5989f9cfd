import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import type { GatewayLog } from '../gateway-log.ts';
import type { Agreement } from './agreement.ts';
import { type AgreementBook, type AgreementSource, createAgreementBook } from './agreement-book.ts';
import { verifyAgreements } from './agreement-signature.ts';
import { AgreementProblem, readAgreements } from './read-agreements.ts';

export interface OpenAgreements extends AgreementSource {
  /** Reads again. A reading that is not whole and signed changes nothing and is logged. */
  reload(): Promise<void>;
  close(): void;
}

const betweenReadingsMs = 5_000;

/**
 * The agreements of a file, or of every `.yaml`, `.yml` and `.json` file of a folder, each with its signature in `<file>.jws`; read again every five
 * seconds. Rejects with an `AgreementProblem` where the first reading is not whole and signed.
 */
export async function openAgreements(options: {
  readonly path: string;
  /** Of those who may sign. */
  readonly keys: JSONWebKeySet;
  readonly log: GatewayLog;
}): Promise<OpenAgreements> {
  const { path, keys, log } = options;
  let book: AgreementBook = createAgreementBook(await readAll(path, keys));

  async function reload(): Promise<void> {
    try {
      book = createAgreementBook(await readAll(path, keys));
    } catch (err) {
      log.error({ err }, 'The agreements cannot be read again: the last ones hold until they end.');
    }
  }

  const timer = setInterval(() => void reload(), betweenReadingsMs);
  timer.unref();
  return { current: () => book, reload, close: () => clearInterval(timer) };
}

async function readAll(path: string, keys: JSONWebKeySet): Promise<readonly Agreement[]> {
  const files = await filesOf(path);
  const texts = await Promise.all(files.map((file) => readSigned(file, keys)));
  return texts.flatMap((text) => readAgreements(text));
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

async function readSigned(file: string, keys: JSONWebKeySet): Promise<string> {
  const [text, signature] = await Promise.all([
    readFile(file, 'utf8'),
    readFile(`${file}.jws`, 'utf8').catch((cause: unknown) => {
      throw new AgreementProblem(`${file} has no signature beside it.`, cause);
    }),
  ]);
  await verifyAgreements(text, signature, keys);
  return text;
}
