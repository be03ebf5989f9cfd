import type { RequestRule } from './request-rule.ts';

/** Root fields are answered at the same time, so their number is a client's width. */
export const limitRootFields: RequestRule = {
  name: 'rootFields',
  refuse: ({ rootFields }, limits) =>
    rootFields > limits.rootFields
      ? `An operation may ask for ${limits.rootFields} root fields, this one asks for ${rootFields}: send several operations.`
      : undefined,
};
