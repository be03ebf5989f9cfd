import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescriptPlugin from '@graphql-codegen/typescript';
import * as resolversPlugin from '@graphql-codegen/typescript-resolvers';
import { type DocumentNode, concatAST, parse, print } from 'graphql';

const root = import.meta.dirname;

interface WingSources {
  readonly name: string;
  readonly folder: string;
  readonly modules: readonly string[];
  readonly mappers: readonly string[];
  readonly prismaFiles: readonly string[];
}

/**
 * Makes what follows from one wing's sources: resolver types and the Prisma client in `src/generated`. Returns the wing's contract, which is
 * its SDL modules, the header first and the others in the order of their paths. Does nothing when no source has changed since the last time.
 */
export async function generateWing(name: string): Promise<string> {
  const sources = await readSources(name);
  const contract = await mergeModules(sources);
  const digest = await digestOf(sources, contract);
  const digestFile = join(sources.folder, 'src/generated/digest');
  if (existsSync(digestFile) && (await readFile(digestFile, 'utf8')) === digest) return contract;

  await mkdir(join(sources.folder, 'src/generated'), { recursive: true });
  await Promise.all([writeResolverTypes(sources, parse(contract)), generatePrismaClient(name)]);
  await writeFile(digestFile, digest);
  return contract;
}

async function readSources(name: string): Promise<WingSources> {
  const folder = join(root, 'subgraphs', name);
  const files = (await readdir(join(folder, 'src'), { recursive: true }))
    .filter((file) => !file.startsWith('generated'))
    .sort()
    .map((file) => join(folder, 'src', file));
  return {
    name,
    folder,
    modules: headerFirst(files.filter((file) => file.endsWith('.graphql'))),
    mappers: files.filter((file) => file.endsWith('.mappers.ts')),
    prismaFiles: await filesUnder(join(root, 'prisma', name), '.prisma'),
  };
}

async function filesUnder(folder: string, ending: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => join(folder, file));
}

function headerFirst(modules: readonly string[]): readonly string[] {
  return modules.toSorted((a, b) => Number(isHeader(b)) - Number(isHeader(a)));
}

function isHeader(module: string): boolean {
  return basename(module) === 'schema-header.graphql';
}

async function mergeModules(sources: WingSources): Promise<string> {
  const documents = await Promise.all(
    sources.modules.map(async (file) => parse(await readFile(file, 'utf8'))),
  );
  return `# Generated from src/**/*.graphql by \`npm run generate\`: edit the modules.\n\n${print(concatAST(mergeRootTypes(documents)))}\n`;
}

/** Every module may write `type Query {…}`; all but the first become extensions, as SDL asks. */
function mergeRootTypes(documents: readonly DocumentNode[]): DocumentNode[] {
  const seen = new Set<string>();
  return documents.map((document) => ({
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind !== 'ObjectTypeDefinition') return definition;
      if (!seen.has(definition.name.value)) {
        seen.add(definition.name.value);
        return definition;
      }
      return { ...definition, description: undefined, kind: 'ObjectTypeExtension' as const };
    }) as DocumentNode['definitions'],
  }));
}

async function digestOf(sources: WingSources, contract: string): Promise<string> {
  const hash = createHash('sha256').update(contract);
  const inputs = [
    ...sources.prismaFiles,
    ...sources.mappers,
    join(root, 'package-lock.json'),
    import.meta.filename,
  ];
  for (const file of inputs) hash.update(await readFile(file));
  return hash.digest('hex');
}

async function writeResolverTypes(sources: WingSources, contract: DocumentNode): Promise<void> {
  const filename = join(sources.folder, 'src/generated/resolvers-types.ts');
  const request = `${sources.name[0]?.toUpperCase()}${sources.name.slice(1)}Request`;
  const config = {
    federation: true,
    useTypeImports: true,
    enumsAsTypes: true,
    importExtension: '.ts',
    inputMaybeValue: 'T | null | undefined',
    defaultScalarType: 'string',
    scalars: { DateTime: 'Date', GeoJSON: { input: 'unknown', output: 'unknown' } },
    contextType: `../request.ts#${request}`,
    mappers: await mappersOf(sources),
    resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
  };
  const content = await codegen({
    filename,
    schema: contract,
    documents: [],
    config,
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
  });
  await writeFile(filename, content);
}

/** `export interface OrderMapper` in a `.mappers.ts` file says what resolvers of the SDL type `Order` get as their source. */
async function mappersOf(sources: WingSources): Promise<Record<string, string>> {
  const mappers: Record<string, string> = {};
  for (const file of sources.mappers) {
    const path = relative(join(sources.folder, 'src/generated'), file);
    for (const [, type] of (await readFile(file, 'utf8')).matchAll(
      /^export (?:type|interface) (\w+)Mapper\b/gm,
    )) {
      if (type) mappers[type] = `${path}#${type}Mapper`;
    }
  }
  return mappers;
}

function generatePrismaClient(name: string): Promise<void> {
  const config = join('prisma', name, 'prisma.config.ts');
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--config', config],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    const collect = (chunk: Buffer) => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`prisma generate for ${basename(name)} failed:\n${output}`)),
    );
  });
}
