import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createLogger } from '@rotunda/platform/logger';
import { personas } from '@rotunda/platform/personas';
import { describeEnvironment, readEnvironment } from '@rotunda/platform/read-environment';
import { shutDownOnSignal } from '@rotunda/platform/shutdown';
import { Command } from 'commander';
import type { RunningRotunda } from '../start.ts';
import { orEndWithProblem } from './end-with-problem.ts';
import { ensureGenerated } from './ensure-generated.ts';
import { describeFirstQuery } from './first-query.ts';
import { findRotundaHome, homeEnvironment } from './rotunda-home.ts';
import { databaseEnvironment } from './wing-databases.ts';

const startEnvironment = describeEnvironment({
  ...homeEnvironment,
  ...databaseEnvironment,
  PORT: { describe: 'the port of the gateway', kind: 'port', fallback: 4000 },
  ISSUER_PORT: {
    describe: 'the port of the development issuer, below /issuer',
    kind: 'port',
    fallback: 4100,
  },
  LOG_LEVEL: { describe: 'trace, debug, info, warn, error or fatal', kind: 'text', fallback: 'warn' },
});

const help = `
Starts PostgreSQL, three wings with demonstration data, and the gateway; the first start takes longest. Ctrl-C stops all of it
and keeps the data.

Variables:
${Object.entries(startEnvironment)
  .map(([name, { describe }]) => `  ${name.padEnd(22)} ${describe}`)
  .join('\n')}

Example:
  PORT=4010 ROTUNDA_HOME=/tmp/rotunda rotunda start`;

/** `rotunda start`: everything in one process, until Ctrl-C. */
export function createStartCommand(): Command {
  return new Command('start')
    .description('start everything on this machine')
    .addHelpText('after', help)
    .action(orEndWithProblem(start));
}

async function start(): Promise<void> {
  const environment = readEnvironment(startEnvironment, process.env);
  const logger = createLogger({ name: 'rotunda', level: environment.LOG_LEVEL });
  const closing = createClosingStack();
  // Before everything is open there is nothing to lose: the database server stops by itself as this process ends.
  shutDownOnSignal(closing.close, { logger });

  await ensureGenerated(console.log);
  const { startRotunda } = await import('../start.ts');
  const running = await startRotunda({
    home: findRotundaHome(),
    port: environment.PORT,
    issuerPort: environment.ISSUER_PORT,
    variables: process.env,
    logger,
    tell: console.log,
  });
  closing.add('Rotunda', () => {
    console.log('\nStopping ...');
    return running.stop();
  });
  void running.lost.then((problem) => {
    throw problem;
  });
  await describeRunning(running);
}

async function describeRunning({ url, tokenFor }: RunningRotunda): Promise<void> {
  console.log(`\nReady: ${url}/graphql\n`);
  const tokens = await Promise.all(personas.map(tokenFor));
  personas.forEach(({ title, name }, index) => console.log(`${title} (${name}):\n${tokens[index]}\n`));
  const partner = personas.findIndex(({ name }) => name === 'partner');
  console.log(describeFirstQuery(url, String(tokens[partner])));
}
