import type { QueryResolvers } from '../../generated/resolvers-types.ts';
import { readCount } from '../read-count.ts';

export const suggestAddresses: QueryResolvers['suggestAddresses'] = async (
  _root,
  { text, near, first },
  { addresses },
) => [...(await addresses.suggest(text, near ?? undefined, readCount(first, { usual: 5, most: 10 })))];
