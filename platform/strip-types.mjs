import { register } from 'node:module';

/** Loaded ahead of a program, lets Node of this version run TypeScript as it is, as later versions do by themselves. */
register('./strip-types-hook.mjs', import.meta.url);
