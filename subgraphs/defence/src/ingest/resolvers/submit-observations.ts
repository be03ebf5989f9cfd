import type { MutationResolvers } from '../../generated/resolvers-types.ts';
import { submitObservations as submit } from '../submit-observations.ts';

export const submitObservations: NonNullable<MutationResolvers['submitObservations']> = (
  _root,
  { input },
  { picture, takeMessages },
) => submit(input, picture, takeMessages);
