import type { AddressRuling } from '../eligibility/address-rules.ts';
import type { EligibilityReasonCode } from '../eligibility/eligibility.ts';

/** What a person may vouch for: that a unit is there, and that people live at an address. */
const mayBePassed: readonly EligibilityReasonCode[] = ['UNKNOWN_UNIT', 'BUSINESS_ADDRESS'];

/** The rules that an agent's word passes, or none where the address cannot be ordered to whatever the agent says. */
export function passedBy(ruling: AddressRuling): readonly EligibilityReasonCode[] {
  if (ruling.kind === 'FITS') return [];
  const codes = [...new Set(ruling.reasons.map(({ code }) => code))];
  return codes.every((code) => mayBePassed.includes(code)) ? codes : [];
}
