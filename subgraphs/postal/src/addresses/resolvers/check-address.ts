import { anyCampaign } from '../../campaign-metrics/intake-step.ts';
import type {
  AddressCheckResolvers,
  AddressFootnoteResolvers,
  QueryResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { deliveryPointBarcode } from '../delivery-point-barcode.ts';
import { footnoteSeverity, footnoteText } from '../footnotes.ts';
import { readCount } from '../read-count.ts';

export const checkAddress: QueryResolvers['checkAddress'] = (
  _root,
  { address },
  { addresses, intakeMeter },
) => {
  intakeMeter.count(anyCampaign, 'ADDRESS_CHECKED', address.zip);
  return addresses.check(address);
};

export const AddressCheck: AddressCheckResolvers = {
  deliveryPointBarcode: ({ standardized, dpv }) =>
    (standardized && deliveryPointBarcode(standardized, dpv)) ?? null,
  suggestions: ({ suggestions }, { first }) => suggestions.slice(0, readCount(first, { usual: 5, most: 10 })),
};

export const AddressFootnote: AddressFootnoteResolvers = {
  code: (code) => code,
  text: (code, { locale }, { facts }) => footnoteText(code, spokenLanguage(locale, facts.languages)),
  severity: (code) => footnoteSeverity(code),
};
