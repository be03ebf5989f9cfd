import { personas } from '@rotunda/platform/personas';
import { Command, Option } from 'commander';
import { mintPersonaToken } from './mint-persona-token.ts';
import { orEndWithProblem } from './end-with-problem.ts';
import { findRotundaHome } from './rotunda-home.ts';

const longestName = Math.max(...personas.map(({ name }) => name.length));

const examples = `
Personas:
${personas.map(({ name, title }) => `  ${name.padEnd(longestName)} ${title}`).join('\n')}

Example:
  curl -H "Authorization: Bearer $(rotunda token --as partner)" http://127.0.0.1:4000/graphql ...`;

/** `rotunda token`: an access token of a demonstration persona, alone on standard output. */
export function createTokenCommand(): Command {
  return new Command('token')
    .description('print an access token of a demonstration persona, valid for 12 hours')
    .addOption(
      new Option('--as <persona>', 'who asks')
        .choices(personas.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .addHelpText('after', examples)
    .action(
      orEndWithProblem(async (options: { readonly as: string }) =>
        console.log(await mintPersonaToken(options.as, findRotundaHome().keyFolder)),
      ),
    );
}
