import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

const longestUrl = 2_000;

/**
 * The URL that events may be sent to; undefined for one that is not absolute, not https, has a name or password in it, or leads to an address that is not
 * public. With `privateReceivers`, for tests and development, http and private addresses are allowed.
 */
export function readReceiverUrl(text: string, privateReceivers: boolean): URL | undefined {
  if (text.length > longestUrl || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password || url.hash) return undefined;
  if (privateReceivers) return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Connections to an address need no look-up, so it is checked here; those to a name are checked when they are made.
  if (isIP(host) && !isPublicAddress(host)) return undefined;
  return url.protocol === 'https:' ? url : undefined;
}
