#!/usr/bin/env node
import 'tsx';

const { runRotunda } = await import('./rotunda.ts');
await runRotunda(process.argv);
