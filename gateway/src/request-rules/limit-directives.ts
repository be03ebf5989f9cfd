import type { RequestRule } from './request-rule.ts';

/** Directives cost validation time each, known or not. */
export const limitDirectives: RequestRule = {
  name: 'directives',
  refuse: ({ directives }, limits) =>
    directives > limits.directives
      ? `A document may carry ${limits.directives} directives, this one carries ${directives}.`
      : undefined,
};
