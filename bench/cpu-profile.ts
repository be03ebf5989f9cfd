import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  /** Microseconds of the clock that `process.hrtime` reads. */
  readonly startTime: number;
}

/** A part of a process's busy time. */
export interface ProfileShare {
  readonly part: string;
  readonly percent: number;
}

/**
 * Where the main thread of a process spent its busy time between two moments of `process.hrtime` (microseconds), largest part first: garbage collection, node
 * itself, each package and each file of ours. Time in native code counts for the JavaScript that called it.
 */
export async function readProfile(
  folder: string,
  { fromMicros, toMicros }: { readonly fromMicros: number; readonly toMicros: number },
  partOf: (node: ProfileNode['callFrame']) => string = fileOf,
): Promise<readonly ProfileShare[]> {
  const profile: CpuProfile = JSON.parse(await readFile(join(folder, await mainThreadIn(folder)), 'utf8'));
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const micros = new Map<string, number>();
  let busy = 0;
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const lasted = profile.timeDeltas[index + 1] ?? 0;
    at += profile.timeDeltas[index] ?? 0;
    const frame = frames.get(id);
    if (!frame || at < fromMicros || at > toMicros || frame.functionName === '(idle)') return;
    const part = partOf(frame);
    busy += lasted;
    micros.set(part, (micros.get(part) ?? 0) + lasted);
  });
  return [...micros]
    .map(([part, spent]) => ({ part, percent: Math.round((spent / busy) * 1000) / 10 }))
    .sort((one, other) => other.percent - one.percent);
}

/** Names end in process, thread and sequence; the main thread is 0. */
async function mainThreadIn(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((candidate) => /\.0\.\d+\.cpuprofile$/.test(candidate));
  if (name === undefined) throw new Error(`There is no profile of a main thread in ${folder}.`);
  return name;
}

function fileOf({ functionName, url }: ProfileNode['callFrame']): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)' || url === '') return 'native code and system calls';
  const inPackage = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  if (inPackage) return inPackage;
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  return url.replace(/^.*\/(?=(?:gateway|subgraphs|platform)\/)/, '');
}
