import type { DpvCode } from '../addresses/address-check.ts';

/** What `/addresses/v3/address` says, in the API's own words. */
export interface UspsAddress {
  readonly streetAddress: string;
  readonly secondaryAddress: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly zipPlus4: string;
  readonly urbanization: string;
  readonly dpv: DpvCode;
  /** Undefined where the answer does not say. */
  readonly isBusiness: boolean | undefined;
  readonly isMailAgency: boolean;
}

const dpvCodes: readonly DpvCode[] = ['Y', 'D', 'S', 'N'];

/** The body of an answer as an address; undefined where it holds none, or does not say how far it was confirmed. Source: USPS Addresses API 3. */
export function readUspsAddress(body: unknown): UspsAddress | undefined {
  const [address, more] = [partOf(body, 'address'), partOf(body, 'additionalInfo')];
  const dpv = dpvCodes.find((code) => code === textOf(more, 'DPVConfirmation'));
  const streetAddress = textOf(address, 'streetAddress');
  const zip = textOf(address, 'ZIPCode');
  if (!dpv || !streetAddress || !/^\d{5}$/.test(zip)) return undefined;
  const business = textOf(more, 'business');
  return {
    streetAddress,
    zip,
    dpv,
    secondaryAddress: textOf(address, 'secondaryAddress'),
    city: textOf(address, 'city'),
    state: textOf(address, 'state'),
    zipPlus4: textOf(address, 'ZIPPlus4'),
    urbanization: textOf(address, 'urbanization'),
    isBusiness: business === 'Y' ? true : business === 'N' ? false : undefined,
    isMailAgency: textOf(more, 'DPVCMRA') === 'Y',
  };
}

/** City and state of `/addresses/v3/city-state`; undefined where the body holds none. */
export function readUspsCity(body: unknown): { readonly city: string; readonly state: string } | undefined {
  const [city, state] = [textOf(body, 'city'), textOf(body, 'state')];
  return city && state ? { city, state } : undefined;
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, name: string): string {
  const part = partOf(value, name);
  return typeof part === 'string' ? part.trim() : '';
}
