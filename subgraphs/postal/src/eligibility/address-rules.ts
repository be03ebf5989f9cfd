import type { AddressVerdict, Tristate, UnitPrompt } from '../addresses/address-check.ts';
import type { StandardAddress } from '../addresses/standardise/standard-address.ts';
import type { EligibilityPolicy } from '../campaigns/campaign.ts';
import type { EligibilityReason, EligibilityReasonCode, RemedyAction, UnitStatement } from './eligibility.ts';

/** What the rules look at: from a fresh check or from a token alike. */
export interface AddressFacts {
  readonly verdict: AddressVerdict;
  readonly residential: Tristate;
  readonly standardized: Pick<StandardAddress, 'kind' | 'components'> | undefined;
  /** What the person may say of a unit in doubt; undefined where none is. */
  readonly unitPrompt: Pick<UnitPrompt, 'maySaySingleFamily' | 'mayClaimUnit'> | undefined;
}

export type AddressRuling =
  /** `claim` says which key names the household; `review` that a person looks at the order first. */
  | { readonly kind: 'FITS'; readonly claim: 'UNIT' | 'BUILDING'; readonly review: boolean }
  /** The address must be written otherwise. */
  | { readonly kind: 'NEEDS_FIX'; readonly reasons: readonly EligibilityReason[] }
  /** The address is what it is, and the campaign does not serve it. */
  | { readonly kind: 'REFUSED'; readonly reasons: readonly EligibilityReason[] };

const militaryStates = new Set(['AA', 'AE', 'AP']);
const territories = new Set(['AS', 'GU', 'MP', 'PR', 'VI', 'FM', 'MH', 'PW']);

/** Whether a campaign delivers to an address, all reasons at once. Source: the public rules of the 2022 kit programme. */
export function ruleOnAddress(
  address: AddressFacts,
  policy: EligibilityPolicy,
  statement: UnitStatement | undefined,
): AddressRuling {
  const delivery = ruleOnDelivery(address, policy, statement);
  if (delivery.kind === 'NEEDS_FIX' || !address.standardized) return delivery;
  const reasons = policyReasons(address, address.standardized, policy);
  if (reasons.length === 0) return delivery;
  const isAppealed =
    statement === 'PEOPLE_LIVE_HERE' && reasons.every(({ code }) => code === 'BUSINESS_ADDRESS');
  return isAppealed && delivery.kind === 'FITS'
    ? { ...delivery, review: true }
    : { kind: 'REFUSED', reasons };
}

function ruleOnDelivery(
  { verdict, unitPrompt }: AddressFacts,
  policy: EligibilityPolicy,
  statement: UnitStatement | undefined,
): AddressRuling {
  switch (verdict) {
    case 'DELIVERABLE':
    case 'DELIVERABLE_CORRECTED':
      return { kind: 'FITS', claim: 'UNIT', review: false };
    case 'MISSING_SECONDARY':
      if (!unitPrompt?.maySaySingleFamily) return needsFix(reason('MISSING_UNIT', 'ADD_UNIT'));
      // Most addresses that lack a unit are single-family homes; a false statement gains one order a building.
      if (statement === 'SINGLE_FAMILY') return { kind: 'FITS', claim: 'BUILDING', review: false };
      return needsFix(reason('MISSING_UNIT', 'ADD_UNIT'), reason('MISSING_UNIT', 'CONFIRM_SINGLE_FAMILY'));
    case 'INVALID_SECONDARY':
      if (unitPrompt?.maySaySingleFamily && statement === 'SINGLE_FAMILY')
        return { kind: 'FITS', claim: 'BUILDING', review: false };
      return ruleOnUnknownUnit(unitPrompt, policy, statement);
    case 'AMBIGUOUS':
    case 'NOT_FOUND':
    case 'UNPARSEABLE':
      return needsFix(reason('ADDRESS_NOT_FOUND', 'CALL_SUPPORT'));
    case 'NOT_DELIVERABLE_HERE':
      return needsFix(reason('ADDRESS_NOT_FOUND', 'USE_PO_BOX'));
  }
}

function ruleOnUnknownUnit(
  unitPrompt: AddressFacts['unitPrompt'],
  policy: EligibilityPolicy,
  statement: UnitStatement | undefined,
): AddressRuling {
  const orSingle = unitPrompt?.maySaySingleFamily ? [reason('UNKNOWN_UNIT', 'CONFIRM_SINGLE_FAMILY')] : [];
  switch (unitPrompt?.mayClaimUnit ? policy.unknownUnit : 'REFUSE') {
    case 'REFUSE':
      return needsFix(reason('UNKNOWN_UNIT', 'ADD_UNIT'), ...orSingle);
    case 'TREAT_AS_BUILDING':
      return { kind: 'FITS', claim: 'BUILDING', review: false };
    case 'ACCEPT_AS_CLAIM':
      if (statement === 'UNIT_NOT_LISTED') return { kind: 'FITS', claim: 'UNIT', review: true };
      return needsFix(reason('UNKNOWN_UNIT', 'CLAIM_UNIT'), ...orSingle);
  }
}

function policyReasons(
  { residential }: AddressFacts,
  { kind, components }: Pick<StandardAddress, 'kind' | 'components'>,
  policy: EligibilityPolicy,
): readonly EligibilityReason[] {
  const state = components.state ?? '';
  const isPoBox = kind === 'PO_BOX';
  const isBusiness = residential === 'NO';
  const reasons: EligibilityReason[] = [];

  if (isPoBox && (policy.poBoxes === 'NEVER' || (policy.poBoxes === 'RESIDENTIAL_ONLY' && isBusiness)))
    reasons.push(reason('PO_BOX_NOT_ALLOWED', 'CALL_SUPPORT'));
  if (!isPoBox && policy.residentialOnly && isBusiness)
    reasons.push(reason('BUSINESS_ADDRESS', 'APPEAL_RESIDENTIAL'));
  if (policy.residentialOnly && components.pmb) reasons.push(reason('CMRA', 'CALL_SUPPORT'));
  if (!isServed(state, policy)) reasons.push(reason('OUTSIDE_SERVICE_AREA', 'CALL_SUPPORT'));
  return reasons;
}

function isServed(state: string, policy: EligibilityPolicy): boolean {
  if (militaryStates.has(state) && !policy.militaryAllowed) return false;
  if (territories.has(state) && !policy.territoriesAllowed) return false;
  return policy.serviceArea.length === 0 || policy.serviceArea.includes(subdivisionOf(state));
}

function subdivisionOf(state: string): string {
  return militaryStates.has(state) ? state : `US-${state}`;
}

function needsFix(...reasons: readonly EligibilityReason[]): AddressRuling {
  return { kind: 'NEEDS_FIX', reasons };
}

function reason(code: EligibilityReasonCode, remedy: RemedyAction): EligibilityReason {
  return { code, remedy };
}
