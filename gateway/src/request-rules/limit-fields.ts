import type { RequestRule } from './request-rule.ts';

/** Bounds what the planner sees: a few spreads of spreads can select millions of fields. */
export const limitFields: RequestRule = {
  name: 'fields',
  refuse: ({ fields }, limits) =>
    fields > limits.fields
      ? `An operation may select ${limits.fields} fields, fragments counted wherever they are spread; this one selects ${fields}.`
      : undefined,
};
