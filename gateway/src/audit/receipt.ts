import { hash } from 'node:crypto';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import type { JSONWebKeySet } from 'jose';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditLeaf } from './segment-writer.ts';
import { createStatementReader, signStatement } from './signed-statement.ts';

export interface ReceiptFacts {
  readonly entry: AuditEntry;
  /** The answer's bytes before the receipt was put in, as text. */
  readonly body: string;
}

/** A signed statement over an answer and where its record stands, as a compact JWS. */
export function signReceipt(leaf: AuditLeaf, facts: ReceiptFacts, signingKey: SigningKey): Promise<string> {
  const { viewer, agreement, document, requestId } = facts.entry;
  const content = {
    agency: viewer.agency,
    agreement,
    at: leaf.at,
    document,
    leafHash: leaf.hash,
    leafIndex: leaf.index,
    purpose: viewer.purpose,
    requestId,
    response: hash('sha256', facts.body),
    rootHash: leaf.tree.rootHash().toString('hex'),
    subject: viewer.subject,
    treeSize: leaf.tree.size,
  };
  return signStatement('audit-receipt', content, signingKey);
}

/** Puts a receipt into an answer, as `extensions.receipt`, without changing another byte. Refuses what is no answer of this gateway. */
export function insertReceipt(body: string, receipt: string): string {
  const answer: unknown = JSON.parse(body);
  const end = body.lastIndexOf('}');
  if (typeof answer !== 'object' || answer === null || end === -1)
    throw new Error('A receipt is put into an object.');
  const hasExtensions = 'extensions' in answer;
  if (hasExtensions && !/}\s*}\s*$/.test(body)) throw new Error('The extensions of an answer come last.');
  return hasExtensions
    ? insertAt(body, body.lastIndexOf('}', end - 1), `,"receipt":"${receipt}"`)
    : insertAt(body, end, `,"extensions":{"receipt":"${receipt}"}`);
}

export type ReceiptCheck =
  | { readonly kind: 'valid'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'changed' };

/**
 * Whether an answer is, byte for byte, the one that its receipt was signed for: `missing` where it carries none, `forged` where no
 * key signed it, `changed` where the rest of the answer is another.
 */
export async function checkReceipt(answer: Buffer, keys: JSONWebKeySet): Promise<ReceiptCheck> {
  // One character a byte, so that what is hashed in the end is what was read.
  const text = answer.toString('latin1');
  const parts = takeOutReceipt(text);
  if (!parts) return { kind: 'missing' };
  const facts = await createStatementReader('audit-receipt', keys)(parts.receipt);
  if (!facts) return { kind: 'forged' };
  const isSame = facts['response'] === hash('sha256', Buffer.from(parts.body, 'latin1'));
  return isSame ? { kind: 'valid', facts } : { kind: 'changed' };
}

function takeOutReceipt(text: string): { readonly receipt: string; readonly body: string } | undefined {
  const alone = /,"extensions":\{"receipt":"([\w.-]+)"\}(?=\}\s*$)/.exec(text);
  const among = /,"receipt":"([\w.-]+)"(?=\}\}\s*$)/.exec(text);
  const found = alone ?? among;
  const receipt = found?.[1];
  if (!found || receipt === undefined) return undefined;
  return { receipt, body: text.slice(0, found.index) + text.slice(found.index + found[0].length) };
}

function insertAt(text: string, at: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at);
}
