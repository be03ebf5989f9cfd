import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signAgreements } from '@rotunda/gateway/agreements/agreement-signature';
import { AgreementProblem, readAgreements } from '@rotunda/gateway/agreements/read-agreements';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { StartProblem } from '@rotunda/platform/start-problem';
import { Command } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';
import { readGivenText } from './read-given-file.ts';
import { findRotundaHome } from './rotunda-home.ts';

const help = `
An agreement that is not signed counts for nothing. The signature is written beside the file, as <file>.jws; the gateway
verifies it with the public half of the key (AGREEMENTS_KEYS_FILE).

Example:
  rotunda agreements sign agreements.yaml --keys /private`;

/** `rotunda agreements sign <file>`: checks data-sharing agreements and signs them. */
export function createAgreementsCommand(): Command {
  return new Command('agreements')
    .description('data-sharing agreements with agencies')
    .addCommand(
      new Command('sign')
        .description('check a file of agreements, and sign it')
        .argument('<file>', 'YAML or JSON')
        .option('--keys <folder>', 'where the private key lies, or is made')
        .addHelpText('after', help)
        .action(orEndWithProblem(sign)),
    );
}

async function sign(file: string, options: { readonly keys?: string }): Promise<void> {
  const text = await readGivenText(file);
  const agreements = readOrRefuse(text, file);
  const keyFolder = options.keys ?? findRotundaHome().keyFolder;
  const signingKey = await loadSigningKey(keyFolder, 'agreements');
  await writeFile(`${file}.jws`, `${await signAgreements(text, signingKey)}\n`);
  for (const { id, version, agency, validUntil } of agreements) {
    const until = new Date(validUntil).toISOString().slice(0, 10);
    console.log(`${id} version ${version}: ${agency ?? 'people without an agency'}, until ${until}`);
  }
  console.log(`Signed. The gateway verifies with ${join(keyFolder, 'agreements.jwks.json')}.`);
}

function readOrRefuse(text: string, file: string) {
  try {
    return readAgreements(text);
  } catch (cause) {
    if (!(cause instanceof AgreementProblem)) throw cause;
    throw new StartProblem(`${file}: ${cause.message}`, { cause });
  }
}
