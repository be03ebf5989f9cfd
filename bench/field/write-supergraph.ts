import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { type BenchWingName, benchSdl, benchWingNames } from './bench-wings.ts';

/** Composes the wings into a file, routed to these origins; gives its path. */
export async function writeSupergraph(
  folder: string,
  access: 'guarded' | 'open',
  urls: Readonly<Record<BenchWingName, string>>,
): Promise<string> {
  const sdl = Object.fromEntries(benchWingNames.map((name) => [name, benchSdl(name, access)]));
  const { supergraphSdl } = composeSupergraph(sdl);
  const routed = benchWingNames.reduce(
    (text, name) => text.replace(`http://${name}/graphql`, `${urls[name]}/graphql`),
    supergraphSdl,
  );
  const file = join(folder, `${access}-supergraph.graphql`);
  await writeFile(file, routed);
  return file;
}
