import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { Command } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';

const help = `
The private folder is for the gateway alone: whoever reads it can speak to the wings as anyone. The public folder is for the wings.
Keys that are there are kept.

Example:
  rotunda keys /private /public`;

/** `rotunda keys <private> <public>`: the gateway's signing key, and its public half where the wings may read it. */
export function createKeysCommand(): Command {
  return new Command('keys')
    .description('make the key that viewer tokens are signed with, and give the wings its public half')
    .argument('<private>', 'folder for the private key')
    .argument('<public>', 'folder for the public keys')
    .addHelpText('after', help)
    .action(orEndWithProblem(makeKeys));
}

async function makeKeys(privateFolder: string, publicFolder: string): Promise<void> {
  await loadSigningKey(privateFolder, 'viewer');
  await mkdir(publicFolder, { recursive: true });
  await copyFile(join(privateFolder, 'viewer.jwks.json'), join(publicFolder, 'viewer.jwks.json'));
}
