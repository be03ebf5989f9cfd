import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signAgreements } from '@rotunda/gateway/agreements/agreement-signature';
import { systemClock } from '@rotunda/platform/clock';
import { type DevelopmentIssuer, createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { findFreePort } from '@rotunda/platform/free-port';
import { type SigningKey, loadSigningKey } from '@rotunda/platform/signing-keys';
import { benchScopes } from './open-viewer.ts';
import { startProgram } from './start-process.ts';
import type { Ground, Rival } from './rival.ts';
import { writeSupergraph } from './write-supergraph.ts';

const callers = 32;

/** The Dockerfile starts every process so. */
const asInTheContainers = ['--max-semi-space-size=128'];

/** Our gateway with all that it does: access tokens, agreements, every rule and limit, audit. Only the budget is one that load does not reach. */
export async function startRotunda({
  folder,
  keyFolder,
  ownUrls,
  closing,
  isProfiled,
}: Ground): Promise<Rival> {
  const signingKey = await loadSigningKey(keyFolder, 'issuer');
  const issuer = createDevelopmentIssuer({ signingKey, clock: systemClock, warn: () => {} });
  const port = await findFreePort();
  const profileFile = join(folder, 'profile.json');
  const { pid } = await startProgram(
    {
      command: process.execPath,
      arguments: [
        ...asInTheContainers,
        '--import',
        '@rotunda/platform/strip-types',
        ...(isProfiled ? ['--import', new URL('./profile-on-signal.ts', import.meta.url).href] : []),
        fileURLToPath(import.meta.resolve('@rotunda/gateway/main')),
      ],
      address: `http://127.0.0.1:${port}/health`,
    },
    {
      NODE_ENV: 'production',
      PROFILE_FILE: profileFile,
      PORT: String(port),
      PROBE_PORT: String(await findFreePort()),
      DRAIN_MS: '0',
      LOG_LEVEL: 'error',
      SUPERGRAPH_FILE: await writeSupergraph(folder, 'guarded', ownUrls),
      TRUSTED_ISSUERS_FILE: await writeIssuers(folder, issuer),
      AGREEMENTS_FILE: await writeAgreements(folder, signingKey),
      AGREEMENTS_KEYS_FILE: join(keyFolder, 'issuer.jwks.json'),
      VIEWER_KEY_FOLDER: keyFolder,
      AUDIT_FOLDER: join(folder, 'audit'),
      POSTAL_URL: ownUrls.postal,
      DEFENCE_URL: ownUrls.defence,
      HEALTH_URL: ownUrls.health,
    },
    closing,
  );
  const tokens = await Promise.all(Array.from({ length: callers }, (_, index) => mintToken(issuer, index)));
  const url = `http://127.0.0.1:${port}/graphql`;
  return { name: 'rotunda', url, pid, tokens, isOneWing: false, profileFile };
}

async function writeIssuers(folder: string, { issuer, audience }: DevelopmentIssuer): Promise<string> {
  const file = join(folder, 'issuers.json');
  await writeFile(file, JSON.stringify([{ issuer, audience, keysFile: 'keys/issuer.jwks.json' }]));
  return file;
}

async function writeAgreements(folder: string, signingKey: SigningKey): Promise<string> {
  const file = join(folder, 'agreements.json');
  const agreement = {
    id: 'bench',
    version: 1,
    scopes: benchScopes,
    budget: { requestsPerMinute: 1_000_000_000, costPerMinute: 1_000_000_000_000 },
    documents: 'free',
    unlisted: 'refuse',
    validFrom: '2020-01-01',
    validUntil: '2100-01-01',
    contact: 'bench@example.org',
  };
  const text = JSON.stringify([agreement]);
  await writeFile(file, text);
  await writeFile(`${file}.jws`, await signAgreements(text, signingKey));
  return file;
}

function mintToken(issuer: DevelopmentIssuer, index: number): Promise<string> {
  return issuer.mint({
    name: 'householder',
    title: 'A load generator',
    subject: `bench-${index}`,
    agency: undefined,
    scopes: benchScopes,
    purposes: [],
    attributes: {},
  });
}
