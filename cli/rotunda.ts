import { Command } from 'commander';
import { createAgreementsCommand } from './agreements-command.ts';
import { createAuditCommand } from './audit-command.ts';
import { createDocumentsCommand } from './documents-command.ts';
import { createImportCommand } from './import-command.ts';
import { createKeysCommand } from './keys-command.ts';
import { createMigrateCommand } from './migrate-command.ts';
import { createReplayCommand } from './replay-command.ts';
import { createServeCommand } from './serve-command.ts';
import { createStartCommand } from './start-command.ts';
import { createTokenCommand } from './token-command.ts';

const examples = `
Examples:
  rotunda start                                  everything on this machine, with demonstration data
  rotunda token --as partner                     an access token to ask with
  rotunda import addresses sites.csv             a delivery list into the postal wing
  rotunda replay sbs flight.txt --speed 4        a recording, four times as fast, into the picture

Files and databases are kept in .rotunda (set ROTUNDA_HOME for another folder).`;

/** The command line of Rotunda. Each command loads what it needs only when it runs. */
function createRotunda(): Command {
  return new Command('rotunda')
    .description(
      'One federated graph over postal relief orders, defence situational data and health records.',
    )
    .addHelpText('after', examples)
    .showHelpAfterError('(rotunda --help lists the commands)')
    .addCommand(createStartCommand())
    .addCommand(createTokenCommand())
    .addCommand(createImportCommand())
    .addCommand(createReplayCommand())
    .addCommand(createDocumentsCommand())
    .addCommand(createServeCommand())
    .addCommand(createAuditCommand())
    .addCommand(createAgreementsCommand())
    .addCommand(createMigrateCommand())
    .addCommand(createKeysCommand());
}

/** Runs the command of an argument list as a process has it. */
export async function runRotunda(argv: readonly string[]): Promise<void> {
  await createRotunda().parseAsync([...argv]);
}
