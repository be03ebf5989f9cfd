import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentAudience, developmentIssuer } from '@rotunda/platform/development-issuer';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { Command } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';

const help = `
The private folder is for the gateway alone: whoever reads it can speak to the wings as anyone. The public folder is for the wings.
Keys that are there are kept. With --trust-development-issuer the private folder also gets trusted-issuers.json, by which the gateway
believes the tokens of "rotunda token": for demonstrations only.

Example:
  rotunda keys /private /public`;

interface KeysOptions {
  readonly trustDevelopmentIssuer?: boolean;
}

/** `rotunda keys <private> <public>`: the gateway's signing key, and its public half where the wings may read it. */
export function createKeysCommand(): Command {
  return new Command('keys')
    .description('make the key that viewer tokens are signed with, and give the wings its public half')
    .argument('<private>', 'folder for the private key')
    .argument('<public>', 'folder for the public keys')
    .option('--trust-development-issuer', 'let the demonstration personas in')
    .addHelpText('after', help)
    .action(orEndWithProblem(makeKeys));
}

async function makeKeys(privateFolder: string, publicFolder: string, options: KeysOptions): Promise<void> {
  await loadSigningKey(privateFolder, 'viewer');
  await mkdir(publicFolder, { recursive: true });
  await copyFile(join(privateFolder, 'viewer.jwks.json'), join(publicFolder, 'viewer.jwks.json'));
  if (!options.trustDevelopmentIssuer) return;
  await loadSigningKey(privateFolder, 'development-issuer');
  const trusted = [
    { issuer: developmentIssuer, audience: developmentAudience, keysFile: 'development-issuer.jwks.json' },
  ];
  await writeFile(join(privateFolder, 'trusted-issuers.json'), JSON.stringify(trusted));
}
