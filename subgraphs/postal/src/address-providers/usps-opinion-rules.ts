import type { DpvCode, Tristate } from '../addresses/address-check.ts';
import type { FootnoteCode } from '../addresses/footnotes.ts';

/** Error codes that say there is no such address, and not that the question was wrong. 010006: several fit and none is the default. */
const saysNo = new Set(['010001', '010002', '010003', '010004', '010005', '010006']);

/** Whether a refusal of the API is an answer about the address. Source: USPS error inventory, 2025. */
export function isAboutTheAddress(code: string): boolean {
  return saysNo.has(code);
}

/** The reasons that go with a confirmation: D is a unit that is missing, S one that is not known. */
export function footnotesOf(dpv: DpvCode, isMailAgency: boolean): readonly FootnoteCode[] {
  switch (dpv) {
    case 'Y':
      return isMailAgency ? ['AA', 'BB', 'R1'] : ['AA', 'BB'];
    case 'D':
      return ['AA', 'N1'];
    case 'S':
      return ['AA', 'C1'];
    case 'N':
      return ['A1'];
  }
}

/** Whether people live there, by the API's business flag. */
export function residentialOf(isBusiness: boolean | undefined): Tristate {
  if (isBusiness === undefined) return 'UNKNOWN';
  return isBusiness ? 'NO' : 'YES';
}
