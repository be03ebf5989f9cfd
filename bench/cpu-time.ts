import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks a second of /proc on every Linux that Node runs on. */
const ticksPerSecond = 100;

/**
 * CPU milliseconds, user and system, that a process and its children have used so far; children that have ended count through their
 * parent. Linux only: undefined elsewhere. Source: proc(5), /proc/pid/stat fields 14 to 17.
 */
export function cpuTimeMs(pid: number): number | undefined {
  const own = readStat(pid);
  if (!own) return undefined;
  const ticks = descendantsOf(pid).reduce(
    (sum, child) => sum + (readStat(child)?.ownTicks ?? 0),
    own.ownTicks + own.endedTicks,
  );
  return (ticks * 1000) / ticksPerSecond;
}

function descendantsOf(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => readStat(candidate)?.parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function readStat(pid: number): { parent: number; ownTicks: number; endedTicks: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name, field 2, may hold spaces and brackets; field 3 begins after the last bracket.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), ownTicks: field(14) + field(15), endedTicks: field(16) + field(17) };
}
