import { municipalFormat } from './municipal-format.ts';
import { nationalFormat } from './national-format.ts';
import { openAddressesFormat } from './open-addresses-format.ts';
import type { AddressFormat } from './source-address.ts';

/** The format of a file with these column names, in any case; undefined for a file that holds no addresses we can read. */
export function formatOf(header: readonly string[]): AddressFormat | undefined {
  const columns = new Set(header.map((name) => name.trim().toUpperCase()));
  const has = (...names: readonly string[]) => names.every((name) => columns.has(name));
  if (has('ADD_NUMBER', 'ST_NAME', 'ZIP_CODE')) return nationalFormat;
  if (has('NUMBER', 'STREET', 'POSTCODE')) return openAddressesFormat;
  return municipalFormat(columns);
}

/** What `formatOf` can read, for the message about a file that it cannot. */
export const readableFormats =
  'National Address Database (Add_Number, St_Name, Zip_Code …), OpenAddresses (NUMBER, STREET, POSTCODE …) or a city file (FULL_ADDS or ADDRESS, and ZIP)';
