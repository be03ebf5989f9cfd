import { access, readFile, rm } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { setTimeout as delay } from 'node:timers/promises';
import type { Rival } from './rival.ts';

const patienceMs = 20_000;

/** The CPU profile of our gateway while something is done to it. Refuses a gateway that was not started to be profiled. */
export async function profileDuring(rival: Rival, load: () => Promise<unknown>): Promise<Profiler.Profile> {
  const { pid, profileFile } = rival;
  if (profileFile === undefined) throw new Error(`${rival.name} cannot be profiled.`);
  process.kill(pid, 'SIGUSR2');
  await load();
  process.kill(pid, 'SIGUSR2');
  return readWhenWritten(profileFile);
}

async function readWhenWritten(file: string): Promise<Profiler.Profile> {
  for (const endsAt = Date.now() + patienceMs; Date.now() < endsAt; await delay(50)) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const profile: Profiler.Profile = JSON.parse(await readFile(file, 'utf8'));
    await rm(file);
    return profile;
  }
  throw new Error(`No profile was written to ${file}.`);
}
