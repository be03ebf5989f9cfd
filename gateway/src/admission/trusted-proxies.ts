import { StartProblem } from '@rotunda/platform/start-problem';
import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/** The proxies whose word on where a request comes from counts. */
export interface TrustedProxies {
  isTrusted(address: Address): boolean;
}

/** Trusted proxies out of addresses and CIDR ranges, e.g. `10.0.0.0/8`, `2001:db8::/32`. Refuses what is neither, naming it. */
export function trustProxies(ranges: readonly string[]): TrustedProxies {
  const parsed = ranges.map((range) => {
    const [address = '', bits = String(bitsOf(address))] = range.split('/');
    if (!isWhole(address) || !ipaddr.isValidCIDR(`${address}/${bits}`))
      throw new StartProblem(`${range} is no address and no CIDR range such as 10.0.0.0/8.`);
    return ipaddr.parseCIDR(`${address}/${bits}`);
  });
  return {
    isTrusted: (address) =>
      parsed.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits)),
  };
}

/** The library also reads `10.1` and `0x0a000001`, which nobody means. */
function isWhole(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
}

function bitsOf(address: string): number {
  return address.includes(':') ? 128 : 32;
}
