import { createHash } from 'node:crypto';

/** One stored document, as a line of the manifest. */
export interface ManifestLine {
  /** `sha256:` and the digest of the document's text in hexadecimal: what clients send as `documentId`. */
  readonly id: string;
  /** For people; several versions of one document share it. */
  readonly name: string;
  /** Day on which it was added, `YYYY-MM-DD`. */
  readonly added: string;
  readonly document: string;
  /** SHA-256 over the chain of the line before and this line's other members, so that no line can change or go unseen. */
  readonly chain: string;
}

/** The chain before the first line. */
export const chainStart = '0'.repeat(64);

/** The id under which a text is asked for. */
export function documentIdOf(text: string): string {
  return `sha256:${sha256(text)}`;
}

/** The line that follows `previousChain`. */
export function chainLine(previousChain: string, line: Omit<ManifestLine, 'chain'>): ManifestLine {
  const { id, name, added, document } = line;
  return {
    id,
    name,
    added,
    document,
    chain: sha256(JSON.stringify([previousChain, id, name, added, document])),
  };
}

/** A line out of its text. Throws where it is no JSON or a member is missing. */
export function parseManifestLine(text: string): ManifestLine {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('The line is no object.');
  const member = (name: string) => {
    const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
    if (typeof found !== 'string') throw new Error(`The line has no ${name}.`);
    return found;
  };
  return {
    id: member('id'),
    name: member('name'),
    added: member('added'),
    document: member('document'),
    chain: member('chain'),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
