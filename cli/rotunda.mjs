#!/usr/bin/env node
import '@rotunda/platform/strip-types';

const { runRotunda } = await import('./rotunda.ts');
await runRotunda(process.argv);
