import { subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { Argument, Command } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';
import { portProblem } from './refuse-taken-port.ts';

const help = `
Configured by environment variables only; a missing one is named. docker-compose.yml sets them all.

Example:
  DATABASE_URL_POSTAL=postgresql://... rotunda serve postal`;

/** `rotunda serve <process>`: one process of the system by itself, as the containers run it. */
export function createServeCommand(): Command {
  return new Command('serve')
    .description('run one process of the system by itself')
    .addArgument(new Argument('<process>', 'which').choices(['gateway', ...subgraphNames]))
    .addHelpText('after', help)
    .action(async (name: string) => {
      await orEndWithProblem(serve)(name);
      // What was opened before a fault would keep the process alive, and nobody would start it again.
      if (process.exitCode) process.exit();
    });
}

async function serve(name: string): Promise<void> {
  try {
    await import(mainOf(name));
  } catch (cause) {
    throw listenProblem(cause);
  }
}

/** What to say of a process that could not listen; every other cause as it is. */
function listenProblem(cause: unknown): unknown {
  const isOfListener = cause instanceof Error && 'port' in cause && typeof cause.port === 'number';
  return isOfListener ? portProblem(Number(cause.port), cause, 'PORT, or PROBE_PORT,') : cause;
}

function mainOf(name: string): string {
  const folder = name === 'gateway' ? 'gateway' : `subgraphs/${name}`;
  return new URL(`../${folder}/src/main.ts`, import.meta.url).href;
}
