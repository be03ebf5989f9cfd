import { StartProblem } from './start-problem.ts';

/** What one environment variable means; the same description feeds the parser, the documents and the test of the containers. */
export interface VariableDescription {
  /** What it is for, in words that complete "NAME: …". */
  readonly describe: string;
  readonly kind: 'text' | 'url' | 'port' | 'integer' | 'flag' | 'folder';
  /** Stops the start where the variable is missing. */
  readonly required?: boolean;
  /** The value where it is missing; only what is safe in production. */
  readonly fallback?: string | number | boolean;
}

export type EnvironmentDescription = Readonly<Record<string, VariableDescription>>;

type Parsed<Description> = Description extends { kind: 'port' | 'integer' }
  ? number
  : Description extends { kind: 'flag' }
    ? boolean
    : string;

type Certain<Description> = Description extends { required: true } | { fallback: string | number | boolean }
  ? true
  : false;

export type Environment<Description extends EnvironmentDescription> = {
  readonly [Name in keyof Description]: Certain<Description[Name]> extends true
    ? Parsed<Description[Name]>
    : Parsed<Description[Name]> | undefined;
};

/** A description of variables, with its exact type kept so that reading it gives exact types. */
export function describeEnvironment<const Description extends EnvironmentDescription>(
  description: Description,
): Description {
  return description;
}

/** The variables of a process, parsed once. An empty one counts as missing. Refuses, naming each, those missing or ill-formed. */
export function readEnvironment<const Description extends EnvironmentDescription>(
  description: Description,
  variables: Readonly<Record<string, string | undefined>>,
): Environment<Description> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(description)) {
    const text = variables[name]?.trim();
    if (!text) {
      values[name] = variable.fallback;
      if (variable.required && variable.fallback === undefined)
        problems.push(`Set ${name}: ${variable.describe}.`);
      continue;
    }
    const value = parsers[variable.kind](text);
    values[name] = value;
    if (value === undefined) problems.push(`${name} must be ${forms[variable.kind]}: ${variable.describe}.`);
  }
  if (problems.length > 0) throw new StartProblem(problems.join('\n'));
  return values as Environment<Description>;
}

type Kind = VariableDescription['kind'];

const forms: Readonly<Record<Kind, string>> = {
  text: 'a text',
  folder: 'a path',
  url: 'an absolute URL',
  port: 'a port from 0 to 65535',
  integer: 'a whole number',
  flag: 'true or false',
};

const parsers: Readonly<Record<Kind, (text: string) => string | number | boolean | undefined>> = {
  text: (text) => text,
  folder: (text) => text,
  url: (text) => (URL.canParse(text) ? text : undefined),
  port: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  flag: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
};
