import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import parseForwarded from 'forwarded-parse';
import ipaddr from 'ipaddr.js';
import type { TrustedProxies } from './trusted-proxies.ts';

/** Where a request comes from, as far as it is known. */
export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

type Address = ReturnType<typeof ipaddr.process>;

/** A household of addresses: what one IPv6 subscriber is given at least. Source: RFC 6177, section 2. */
const bitsOfSubscriber = 64;

/**
 * The address by which callers without a token are counted: that of the connection, or, where it is a trusted proxy's, the last one in
 * `X-Forwarded-For` or `Forwarded` that is no trusted proxy's. Where both headers stand and disagree one of them is a client's, so neither
 * counts. An IPv6 address counts as its /64. Source: RFC 7239, section 4.
 */
export function createAddressOf(proxies: TrustedProxies): AddressOf {
  const peers = new WeakMap<Socket, Peer>();

  function peerOf(socket: Socket): Peer {
    const known = peers.get(socket);
    if (known) return known;
    const address = parseAddress(socket.remoteAddress ?? '');
    const peer = {
      address,
      subscriber: address ? subscriberOf(address) : '',
      isProxy: address !== undefined && proxies.isTrusted(address),
    };
    peers.set(socket, peer);
    return peer;
  }

  return ({ headers, socket }) => {
    const { address, subscriber, isProxy } = peerOf(socket);
    if (!isProxy || !address) return subscriber;
    const told = [xForwardedFor(headers['x-forwarded-for']), forwarded(headers.forwarded)]
      .filter((hops) => hops !== undefined)
      .map((hops) => subscriberOf(lastUntrusted(hops, address, proxies)));
    const [first, ...others] = told;
    return first !== undefined && others.every((other) => other === first) ? first : subscriber;
  };
}

/** The other end of a connection, looked at once. */
interface Peer {
  readonly address: Address | undefined;
  readonly subscriber: string;
  readonly isProxy: boolean;
}

/** From the connection towards the client; what stands before a hop that is no address is nobody's word. */
function lastUntrusted(
  hops: readonly (Address | undefined)[],
  peer: Address,
  proxies: TrustedProxies,
): Address {
  let known = peer;
  for (const hop of hops.toReversed()) {
    if (!hop) return known;
    known = hop;
    if (!proxies.isTrusted(hop)) return known;
  }
  return known;
}

function xForwardedFor(header: string | readonly string[] | undefined) {
  if (header === undefined) return undefined;
  return String(header)
    .split(',')
    .map((hop) => parseAddress(withoutPort(hop.trim())));
}

function forwarded(header: string | undefined) {
  if (header === undefined) return undefined;
  try {
    return parseForwarded(header).map(({ for: hop }) => parseAddress(withoutPort(hop ?? '')));
  } catch {
    return [undefined];
  }
}

function withoutPort(hop: string): string {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(hop) ?? [];
  return bracketed ?? hop.replace(/^([\d.]+):\d+$/, '$1');
}

function parseAddress(text: string): Address | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
    ? ipaddr.process(text)
    : undefined;
}

function subscriberOf(address: Address): string {
  const bytes = address.toByteArray();
  if (bytes.length === 4) return address.toString();
  const network = bytes.map((byte, index) => (index < bitsOfSubscriber / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(network).toString()}/${bitsOfSubscriber}`;
}
