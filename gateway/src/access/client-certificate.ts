import { createHash } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import type { CallerRequest } from './caller-request.ts';

/** Who ends TLS in front of the gateway and may say which certificate a client showed. */
export interface CertificateProxy {
  /** Addresses of its connections as this process sees them. */
  readonly addresses: readonly string[];
}

/**
 * SHA-256 of the client's certificate as base64url, from the TLS connection, or from the `Client-Cert` header of a trusted proxy; undefined where there is
 * none. The header of anyone else counts for nothing. Source: RFC 8705, section 3.1; RFC 9440, section 2.
 */
export function certificateThumbprintOf(
  { socket, headers }: CallerRequest,
  proxy: CertificateProxy | undefined,
): string | undefined {
  if (socket instanceof TLSSocket) {
    const { raw } = socket.getPeerCertificate();
    return raw ? thumbprintOf(raw) : undefined;
  }
  const sender = socket?.remoteAddress;
  const header = headers['client-cert'];
  if (!proxy || sender === undefined || !proxy.addresses.includes(sender)) return undefined;
  const [, encoded] = (typeof header === 'string' ? /^:([A-Za-z0-9+/]+=*):$/.exec(header) : null) ?? [];
  return encoded === undefined ? undefined : thumbprintOf(Buffer.from(encoded, 'base64'));
}

function thumbprintOf(certificate: Buffer): string {
  return createHash('sha256').update(certificate).digest('base64url');
}
