import { readFile } from 'node:fs/promises';
import { StartProblem } from '@rotunda/platform/start-problem';
import { isKeySet } from '../access/read-trusted-issuers.ts';
import type { GatewayLog } from '../gateway-log.ts';
import { type OpenAgreements, openAgreements } from './open-agreements.ts';
import { AgreementProblem } from './read-agreements.ts';

/** The agreements that the environment names, or undefined and a warning where it names none. Throws a `StartProblem` where they do not hold. */
export async function openConfiguredAgreements(
  variables: {
    readonly AGREEMENTS_FILE?: string | undefined;
    readonly AGREEMENTS_KEYS_FILE?: string | undefined;
  },
  log: GatewayLog,
): Promise<OpenAgreements | undefined> {
  const { AGREEMENTS_FILE: path, AGREEMENTS_KEYS_FILE: keysFile } = variables;
  if (path === undefined) {
    log.warn({}, 'no agreements are configured: what a token says is what holds');
    return undefined;
  }
  if (keysFile === undefined) throw new StartProblem('AGREEMENTS_FILE needs AGREEMENTS_KEYS_FILE.');
  const keys: unknown = JSON.parse(await readFile(keysFile, 'utf8'));
  if (!isKeySet(keys)) throw new StartProblem(`${keysFile} is not a JSON Web Key Set.`);
  return openAgreements({ path, keys, log }).catch((cause: unknown) => {
    if (!(cause instanceof AgreementProblem)) throw cause;
    throw new StartProblem(`The agreements at ${path} do not hold. ${cause.message}`, { cause });
  });
}
