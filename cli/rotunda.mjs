#!/usr/bin/env -S node --max-semi-space-size=128
import '@rotunda/platform/strip-types';

const { runRotunda } = await import('./rotunda.ts');
await runRotunda(process.argv);
