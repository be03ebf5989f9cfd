import type { SubscriptionResolvers } from '../../generated/resolvers-types.ts';
import { type PictureEvent, followPicture } from '../follow-picture.ts';
import { readArea } from '../read-area.ts';

export const operatingPictureEvents: NonNullable<SubscriptionResolvers['operatingPicture']> = {
  subscribe: (_root, { area, filter, resumeFrom, pace }, { unitId, live, facts }) =>
    followPicture({
      area: readArea(area, live.airspaces.index),
      filter,
      question: JSON.stringify([area, filter ?? null]),
      resumeFrom,
      pace: pace ?? 'LIVE',
      signal: facts.signal,
      unitId,
      live,
    }),
  resolve: (event: PictureEvent) => event,
};
