import { accessSync, constants } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@rotunda/platform/free-port';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { benchSdl, benchWingNames } from './bench-wings.ts';
import type { Ground, Rival } from './rival.ts';
import { startRotunda } from './start-rotunda.ts';
import { type ClosingStack, startFile, startProgram } from './start-process.ts';
import { writeSupergraph } from './write-supergraph.ts';

export interface Field {
  readonly rivals: readonly Rival[];
  readonly wingPids: readonly number[];
  /** Gateways that could not be started, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

type StartRival = (ground: Ground) => Promise<Rival>;

const bare = { tokens: [], isOneWing: false };

/** Starts the wings, then each gateway over them in a process of its own. */
export async function startRivals(
  folder: string,
  closing: ClosingStack,
  names: readonly string[],
  isProfiled = false,
): Promise<Field> {
  const keyFolder = join(folder, 'keys');
  await loadSigningKey(keyFolder, 'viewer');
  const keys = join(keyFolder, 'viewer.jwks.json');
  const urls = { postal: '', defence: '', health: '' };
  const ownUrls = { postal: '', defence: '', health: '' };
  const wingPids: number[] = [];
  for (const wing of benchWingNames) {
    const { pid, said } = await startFile('wing-process.ts', [wing, keys], closing);
    wingPids.push(pid);
    urls[wing] = said['url'] ?? '';
    ownUrls[wing] = said['ownUrl'] ?? '';
  }
  const rivals: Rival[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const [name, start] of Object.entries(starts)) {
    if (!names.includes(name)) continue;
    try {
      rivals.push(await start({ folder, keyFolder, urls, ownUrls, closing, isProfiled }));
    } catch (cause) {
      skipped.push({ name, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return { rivals, wingPids, skipped };
}

/** The gateways in the order of their rounds. */
export const rivalNames = ['rotunda', 'apollo-gateway', 'hive-gateway', 'grafbase', 'proxy'] as const;

const starts: Record<(typeof rivalNames)[number], StartRival> = {
  rotunda: startRotunda,
  'apollo-gateway': startApolloGateway,
  'hive-gateway': startHiveGateway,
  grafbase: startGrafbase,
  proxy: startProxy,
};

async function startApolloGateway({ folder, urls, closing }: Ground): Promise<Rival> {
  const file = await writeSupergraph(folder, 'open', urls);
  const { pid, said } = await startFile('stock-process.ts', [file], closing);
  const noSubscriptions = '@apollo/gateway executes no subscriptions';
  return { name: 'apollo-gateway', url: said['url'] ?? '', pid, noSubscriptions, ...bare };
}

async function startHiveGateway({ folder, urls, closing }: Ground): Promise<Rival> {
  const program = installed('@graphql-hive/gateway/dist/bin.js', constants.R_OK);
  const file = await writeSupergraph(folder, 'open', urls);
  const port = String(await findFreePort());
  const url = `http://127.0.0.1:${port}/graphql`;
  const { pid } = await startProgram(
    {
      command: process.execPath,
      arguments: [program, 'supergraph', file, '--host', '127.0.0.1', '--port', port],
      address: url,
    },
    { NODE_ENV: 'production', LOG_LEVEL: 'error' },
    closing,
  );
  return { name: 'hive-gateway', url, pid, ...bare };
}

async function startGrafbase({ folder, urls, closing }: Ground): Promise<Rival> {
  const command = installed('@grafbase/cli-x86_64-unknown-linux-musl/grafbase', constants.R_OK);
  await chmod(command, 0o755);
  const configuration = join(folder, 'grafbase.toml');
  const subgraphs = benchWingNames.map(async (name) => {
    const file = join(folder, `${name}.graphql`);
    await writeFile(file, benchSdl(name, 'open'));
    return `[subgraphs.${name}]\nurl = "${urls[name]}/graphql"\nschema_path = "${file}"\nsubscription_protocol = "server_sent_events"\n`;
  });
  await writeFile(configuration, (await Promise.all(subgraphs)).join('\n'));
  const url = `http://127.0.0.1:${await findFreePort()}/graphql`;
  const { pid } = await startProgram(
    { command, arguments: ['dev', '-c', configuration, '--listen-address', new URL(url).host], address: url },
    { HOME: folder },
    closing,
  );
  return { name: 'grafbase', url, pid, ...bare };
}

async function startProxy({ urls, closing }: Ground): Promise<Rival> {
  const { pid, said } = await startFile('proxy-process.ts', [urls.postal], closing);
  const noSubscriptions = 'it leads to the wing of the mutation';
  return { name: 'proxy', url: said['url'] ?? '', pid, noSubscriptions, tokens: [], isOneWing: true };
}

function installed(path: string, mode: number): string {
  const file = fileURLToPath(new URL(`../peers/node_modules/${path}`, import.meta.url));
  try {
    accessSync(file, mode);
  } catch {
    throw new Error('not installed; `npm ci --prefix bench/peers` installs it on Linux x64');
  }
  return file;
}
