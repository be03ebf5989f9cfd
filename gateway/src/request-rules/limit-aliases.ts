import type { RequestRule } from './request-rule.ts';

/** An alias asks for the same field again; `__typename` and introspection are no exception. */
export const limitAliases: RequestRule = {
  name: 'aliases',
  refuse: ({ aliases }, limits) =>
    aliases > limits.aliases
      ? `An operation may use ${limits.aliases} aliases, this one uses ${aliases}: ask for lists instead of many single items.`
      : undefined,
};
