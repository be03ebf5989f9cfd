import type { MutationResolvers } from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { setIntakeMode as setIntakeModeFor } from '../set-intake-mode.ts';

export const setIntakeMode: MutationResolvers['setIntakeMode'] = (_root, { input }, { facts, orderLife }) =>
  setIntakeModeFor(input, spokenLanguage(null, facts.languages), orderLife);
