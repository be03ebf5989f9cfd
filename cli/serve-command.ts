import { subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { Argument, Command } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';

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
    .action(orEndWithProblem(async (name: string) => void (await import(mainOf(name)))));
}

function mainOf(name: string): string {
  const folder = name === 'gateway' ? 'gateway' : `subgraphs/${name}`;
  return new URL(`../${folder}/src/main.ts`, import.meta.url).href;
}
