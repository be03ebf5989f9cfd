import {
  type ManifestLine,
  chainLine,
  chainStart,
  documentIdOf,
  parseManifestLine,
} from './manifest-line.ts';

/** The lines of a manifest, oldest first. Throws at the first line that is not what was once appended, with its number. */
export function readManifest(text: string): readonly ManifestLine[] {
  const lines: ManifestLine[] = [];
  let chain = chainStart;
  for (const [index, lineText] of text.split('\n').slice(0, -1).entries()) {
    const line = readLine(lineText, chain, index + 1);
    chain = line.chain;
    lines.push(line);
  }
  if (text.length > 0 && !text.endsWith('\n')) {
    throw new Error('The last line of the manifest of stored documents is cut off.');
  }
  return lines;
}

function readLine(text: string, previousChain: string, number: number): ManifestLine {
  const where = `Line ${number} of the manifest of stored documents`;
  let line: ManifestLine;
  try {
    line = parseManifestLine(text);
  } catch (cause) {
    throw new Error(`${where} cannot be read.`, { cause });
  }
  if (line.id !== documentIdOf(line.document))
    throw new Error(`${where} holds another text than its id says.`);
  if (line.chain !== chainLine(previousChain, line).chain) {
    throw new Error(`${where} does not follow the one before: a line was changed or removed.`);
  }
  return line;
}
