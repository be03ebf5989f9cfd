import type { PostalAddressResolvers } from '../../generated/resolvers-types.ts';
import { formatLines } from '../standardise/format-address.ts';

export const PostalAddress: PostalAddressResolvers = {
  formatted: (address, { style }) => [...formatLines(address, style ?? 'USPS')],
};
