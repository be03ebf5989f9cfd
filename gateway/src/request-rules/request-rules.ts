import { limitAliases } from './limit-aliases.ts';
import { limitDepth } from './limit-depth.ts';
import { limitDirectives } from './limit-directives.ts';
import { limitFields } from './limit-fields.ts';
import { limitRootFields } from './limit-root-fields.ts';
import type { RequestRule } from './request-rule.ts';

/**
 * Every rule a document must pass, in order; the first that refuses answers. The size of the body is limited before, where it
 * is read, and the number of tokens where it is parsed.
 */
export const requestRules: readonly RequestRule[] = [
  limitDepth,
  limitFields,
  limitRootFields,
  limitAliases,
  limitDirectives,
];
