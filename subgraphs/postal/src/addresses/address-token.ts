import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressVerdict, DpvCode, OpenedAddressToken, Tristate } from './address-check.ts';
import { inputOf } from './standardise/format-address.ts';
import type { StandardAddress } from './standardise/standard-address.ts';
import { standardise } from './standardise/standardise.ts';

/** What a token says; the firm is left out, because a token is public. */
export type TokenContent = Omit<OpenedAddressToken, 'expiresAt'>;

const lifetimeMs = 3_600_000;
const macLength = 16;
const format = 1;

/** Version of the layout, expiry in seconds, then the parts in this order. */
type Packed = readonly [
  number,
  number,
  string,
  string,
  AddressVerdict,
  DpvCode,
  Tristate,
  string | null,
  string,
  string,
  string | null,
  string | null,
  string | null,
  string | null,
];

/** A token that names a household for one hour, sealed with HMAC-SHA-256 cut to 128 bits. */
export function sealAddressToken(content: TokenContent, key: Uint8Array, now: Date): string {
  const { line1, city, state, zip, urbanization } = inputOf(content.standardized);
  const packed: Packed = [
    format,
    Math.floor((now.getTime() + lifetimeMs) / 1000),
    content.householdKey,
    content.buildingKey,
    content.verdict,
    content.dpv,
    content.residential,
    content.countyFips ?? null,
    content.registryVersion,
    line1,
    city ?? null,
    state ?? null,
    zip ?? null,
    urbanization ?? null,
  ];
  const body = Buffer.from(JSON.stringify(packed)).toString('base64url');
  return `${body}.${macOf(body, key).toString('base64url')}`;
}

/** What a token says. Asks no database; a token of another key or a changed one is `FORGED`. */
export function openAddressToken(
  token: string,
  key: Uint8Array,
  now: Date,
): OpenedAddressToken | 'EXPIRED' | 'FORGED' {
  const [body = '', mac = '', ...more] = token.split('.');
  const given = Buffer.from(mac, 'base64url');
  const isOurs = more.length === 0 && given.length === macLength && timingSafeEqual(given, macOf(body, key));
  if (!isOurs) return 'FORGED';
  const packed = JSON.parse(Buffer.from(body, 'base64url').toString()) as Packed;
  const [
    version,
    expiresAtSeconds,
    householdKey,
    buildingKey,
    verdict,
    dpv,
    residential,
    countyFips,
    registryVersion,
  ] = packed;
  const expiresAt = new Date(expiresAtSeconds * 1000);
  if (version !== format || expiresAt <= now) return 'EXPIRED';
  const standardized = addressOf(packed);
  if (!standardized) return 'FORGED';
  return {
    householdKey,
    buildingKey,
    standardized,
    verdict,
    dpv,
    residential,
    countyFips: countyFips ?? undefined,
    registryVersion,
    expiresAt,
  };
}

function addressOf(packed: Packed): StandardAddress | undefined {
  const [line1, city, state, zip, urbanization] = packed.slice(9) as [string, ...(string | null)[]];
  const address = standardise({ line1, city, state, zip, urbanization });
  return address.kind === 'UNPARSEABLE' ? undefined : { ...address, changes: [] };
}

function macOf(body: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, macLength);
}
