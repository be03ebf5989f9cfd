import type { Identity } from './identity.ts';

export type TrackIdentityMapper = Identity;
