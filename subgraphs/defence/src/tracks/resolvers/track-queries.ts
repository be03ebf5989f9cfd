import type { QueryResolvers } from '../../generated/resolvers-types.ts';
import { readArea } from '../../picture/read-area.ts';
import { findTrack } from '../find-track.ts';
import { pageTracks } from '../page-tracks.ts';

export const track: NonNullable<QueryResolvers['track']> = (_root, names, { picture }) =>
  findTrack(names, picture) ?? null;

export const tracks: NonNullable<QueryResolvers['tracks']> = (
  _root,
  { area, filter, ...page },
  { picture },
) => pageTracks(picture, readArea(area, picture.live.airspaces.index), filter, page, 100);
