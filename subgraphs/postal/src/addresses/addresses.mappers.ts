import type { Page } from '@rotunda/platform/page-by-cursor';
import type * as check from './address-check.ts';
import type { FootnoteCode } from './footnotes.ts';
import type { RegisteredBuilding } from './register-entry.ts';
import type { StandardAddress } from './standardise/standard-address.ts';

export type PostalAddressMapper = StandardAddress;
export type AddressCheckMapper = check.CheckedAddress;
export type AddressFootnoteMapper = FootnoteCode;
export type AddressSuggestionMapper = check.AddressSuggestion;
export type DeliveryPointMapper = check.DeliveryPoint;
export type DeliveryPointConnectionMapper = Page<check.DeliveryPoint>;
export type BuildingMapper = RegisteredBuilding;
