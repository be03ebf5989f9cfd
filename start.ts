import { mkdir, readFile } from 'node:fs/promises';
import { createDefence } from '@rotunda/defence/create-defence';
import { seedDefence } from '@rotunda/defence/seed-defence';
import { fixedAgreements } from '@rotunda/gateway/agreements/agreement-book';
import { createDevelopmentAgreements } from '@rotunda/gateway/agreements/development-agreements';
import { openAuditLog } from '@rotunda/gateway/audit/open-audit-log';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { openIssuerForPersonas } from '@rotunda/gateway/development-issuer/open-issuer-for-personas';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import { type SubgraphName, subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { createHealth } from '@rotunda/health/create-health';
import { seedHealth } from '@rotunda/health/seed-health';
import { type Clock, systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { type Logger, createLogger, logFaults } from '@rotunda/platform/logger';
import { type Persona, personas } from '@rotunda/platform/personas';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import type { StartProblem } from '@rotunda/platform/start-problem';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { createPostal } from '@rotunda/postal/create-postal';
import { seedPostal } from '@rotunda/postal/seed-postal';
import { portProblem, refuseTakenPort } from './cli/refuse-taken-port.ts';
import type { RotundaHome } from './cli/rotunda-home.ts';
import { writeRunningFile } from './cli/running-file.ts';
import { attachDatabases } from './cli/wing-databases.ts';

const wings = {
  postal: { create: createPostal, seed: seedPostal },
  defence: { create: createDefence, seed: seedDefence },
  health: { create: createHealth, seed: seedHealth },
} satisfies Record<SubgraphName, unknown>;

export interface StartOptions {
  readonly home: RotundaHome;
  /** 0 lets the operating system choose. */
  readonly port: number;
  /** Of the development issuer, where people and agencies sign in as personas; without it none is opened. */
  readonly issuerPort?: number;
  /** DATABASE_URL_POSTAL, _DEFENCE, _HEALTH are read of it. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Hears what is being done, a line each. */
  readonly tell?: (line: string) => void;
}

export interface RunningRotunda {
  /** Root of the gateway, e.g. `http://127.0.0.1:4000`; GraphQL is at `/graphql`. */
  readonly url: string;
  readonly databaseUrls: Readonly<Record<SubgraphName, string>>;
  /** An access token of a demonstration persona. */
  tokenFor(persona: Persona): Promise<string>;
  /** Settles only if the bundled database server ends by itself. */
  readonly lost: Promise<StartProblem>;
  stop(): Promise<void>;
}

/** The whole of Rotunda in this process: databases, migrations, demonstration data, three wings and the gateway over them. */
export async function startRotunda(options: StartOptions): Promise<RunningRotunda> {
  const { home, port, variables = {}, clock = systemClock, tell = () => {} } = options;
  const logger = options.logger ?? createLogger({ name: 'rotunda', level: 'warn' });
  const closing = createClosingStack();
  try {
    await refuseTakenPort(port);
    await mkdir(home.folder, { recursive: true });

    tell('Starting the databases ...');
    const databases = await attachDatabases({ databaseFolder: home.databaseFolder, variables, closing });

    tell('Writing the demonstration data, where it is missing ...');
    await Promise.all(
      subgraphNames.map((wing) => wings[wing].seed({ databaseUrl: databases.urls[wing], clock })),
    );

    tell('Opening the wings ...');
    const viewerKey = await loadSigningKey(home.keyFolder, 'viewer');
    const links = await Promise.all(
      subgraphNames.map(async (wing) => {
        const log = logger.child({ wing });
        const reportFault = (err: unknown) => log.error({ err }, 'work in the background failed');
        const subgraph = await wings[wing].create({ databaseUrl: databases.urls[wing], clock, reportFault });
        closing.add(`the ${wing} wing`, subgraph.close);
        const verifier = createViewerTokenVerifier(viewerKey.publicKeys, wing, clock);
        return linkInProcess({ subgraph, verifier, reportFault: logFaults(log) });
      }),
    );

    tell('Opening the gateway ...');
    const issuerKey = await loadSigningKey(home.keyFolder, 'development-issuer');
    const issuer = createDevelopmentIssuer({ signingKey: issuerKey, clock, warn: tell });
    const signIn =
      options.issuerPort === undefined
        ? undefined
        : await openIssuerForPersonas({
            keyFolder: home.keyFolder,
            audience: issuer.audience,
            personas,
            port: options.issuerPort,
            warn: tell,
          });
    if (signIn) closing.add('the development issuer', signIn.close);
    const supergraphSdl = await readFile(
      new URL('gateway/supergraph/supergraph.graphql', import.meta.url),
      'utf8',
    );
    const audit = await openAuditLog({
      folder: home.auditFolder,
      keyFolder: home.keyFolder,
      clock,
      log: logger,
    });
    closing.add('the audit log', audit.close);
    const gateway = await createGateway({
      supergraphSdl,
      links,
      trustedIssuers: [issuer, ...(signIn ? [signIn.trusted] : [])],
      agreements: fixedAgreements(createDevelopmentAgreements(personas)),
      viewerSigningKey: viewerKey,
      clock,
      log: logger,
      audit,
    });
    closing.add('the gateway', gateway.close);
    const { url } = await gateway.listen({ port }).catch((cause: unknown) => {
      throw portProblem(port, cause);
    });
    closing.add(
      'the running file',
      await writeRunningFile(home.runningFile, { processId: process.pid, url, databaseUrls: databases.urls }),
    );
    return {
      url,
      databaseUrls: databases.urls,
      tokenFor: issuer.mint,
      lost: databases.lost,
      stop: closing.close,
    };
  } catch (problem) {
    await closing.close();
    throw problem;
  }
}
