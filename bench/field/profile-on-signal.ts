import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Loaded ahead of a program: SIGUSR2 begins a profile of its CPU, a second one writes it to the file of `PROFILE_FILE`. */
const file = process.env['PROFILE_FILE'];
if (file === undefined) throw new Error('PROFILE_FILE says where the profile goes.');
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 250 });
let isRunning = false;

process.on('SIGUSR2', () => {
  isRunning = !isRunning;
  if (isRunning) void session.post('Profiler.start');
  else void session.post('Profiler.stop').then(({ profile }) => write(file, JSON.stringify(profile)));
});

/** Whole or not at all, for whoever waits for the file. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.draft`, text);
  renameSync(`${path}.draft`, path);
}
