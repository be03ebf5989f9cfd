import { appendFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { appendDocuments } from '@rotunda/gateway/stored-documents/append-documents';
import { manifestFile } from '@rotunda/gateway/stored-documents/committed-documents';
import { readManifest } from '@rotunda/gateway/stored-documents/read-manifest';
import { systemClock } from '@rotunda/platform/clock';
import { Command } from 'commander';
import { buildSchema } from 'graphql';
import { orEndWithProblem } from './end-with-problem.ts';
import { readGivenText } from './read-given-file.ts';

const contractFile = new URL('../gateway/supergraph/api.graphql', import.meta.url);

const help = `
A document is named after its file. It must answer by the contract, and once added it is never changed or removed:
clients in the field go on asking for it.

Example:
  rotunda documents add place-order.graphql
  curl http://127.0.0.1:4000/graphql -H 'content-type: application/json' -d '{"documentId":"sha256:..."}'`;

/** `rotunda documents`: the documents that clients ask for by hash. */
export function createDocumentsCommand(): Command {
  const add = new Command('add')
    .description('append documents to the manifest of stored documents')
    .argument('<files...>', 'GraphQL documents')
    .action(orEndWithProblem(addDocuments));
  const list = new Command('list')
    .description('print the stored documents, oldest first')
    .action(orEndWithProblem(listDocuments));
  return new Command('documents')
    .description('documents that clients ask for by hash')
    .addHelpText('after', help)
    .addCommand(add)
    .addCommand(list);
}

async function addDocuments(files: readonly string[]): Promise<void> {
  const schema = buildSchema(await readFile(contractFile, 'utf8'));
  const manifest = readManifest(await readFile(manifestFile, 'utf8'));
  const documents = await Promise.all(
    files.map(async (file) => ({
      name: basename(file).replace(/\.(graphql|gql)$/, ''),
      text: await readGivenText(file),
    })),
  );
  const today = systemClock.now().toISOString().slice(0, 10);
  const lines = appendDocuments(manifest, documents, { schema, today });
  await appendFile(manifestFile, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  for (const { id, name } of lines) console.log(`${name} ${id}`);
  if (lines.length < files.length) console.log(`${files.length - lines.length} stored already`);
}

async function listDocuments(): Promise<void> {
  for (const { id, name, added } of readManifest(await readFile(manifestFile, 'utf8'))) {
    console.log(`${added} ${id} ${name}`);
  }
}
