import type { RequestRule } from './request-rule.ts';

/** Depth multiplies lists by lists. The standard introspection query needs 14 levels. */
export const limitDepth: RequestRule = {
  name: 'depth',
  refuse: ({ depth }, limits) =>
    depth > limits.depth
      ? `An operation may be ${limits.depth} levels deep, this one is ${Number.isFinite(depth) ? depth : 'endless'}.`
      : undefined,
};
