import type { SigningKey } from '@rotunda/platform/signing-keys';
import { type JSONWebKeySet, CompactSign, compactVerify, createLocalJWKSet, errors } from 'jose';
import { canonicalJson } from './canonical-json.ts';

/** What a signature is for, as `typ` of its header: a statement of one kind never passes for another. */
export type StatementKind = 'audit-tree-head' | 'audit-receipt';

/** A statement as a compact JWS (RFC 7515) with ES256; its payload is canonical JSON. */
export async function signStatement(
  kind: StatementKind,
  content: object,
  { key, keyId }: SigningKey,
): Promise<string> {
  return new CompactSign(Buffer.from(canonicalJson(content)))
    .setProtectedHeader({ alg: 'ES256', kid: keyId, typ: kind })
    .sign(key);
}

/** Reads statements of one kind; undefined for anything that none of the keys signed, or that is not written the one way. */
export function createStatementReader(
  kind: StatementKind,
  keys: JSONWebKeySet,
): (statement: string) => Promise<Readonly<Record<string, unknown>> | undefined> {
  const keySource = createLocalJWKSet(keys);
  return async (statement) => {
    if (!hasCanonicalSignature(statement)) return undefined;
    try {
      const { payload, protectedHeader } = await compactVerify(statement, keySource, {
        algorithms: ['ES256'],
      });
      if (protectedHeader.typ !== kind) return undefined;
      return JSON.parse(new TextDecoder().decode(payload));
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

/** 64 bytes leave four bits of their last letter unused: without this check another letter would do as well. */
function hasCanonicalSignature(statement: string): boolean {
  const signature = statement.slice(statement.lastIndexOf('.') + 1);
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.length === 64 && bytes.toString('base64url') === signature;
}
