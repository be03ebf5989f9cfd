import type { MarkingResolvers } from '../../generated/resolvers-types.ts';
import { bannerOf, portionOf } from '../release-rules.ts';

export const marking: MarkingResolvers = {
  controls: ({ controls }) => [...controls],
  releasableTo: ({ releasableTo }, _arguments, { live }) =>
    releasableTo.flatMap((id) => live.units.find(id) ?? []),
  banner: (parent) => bannerOf(parent),
  portion: (parent) => portionOf(parent),
};
