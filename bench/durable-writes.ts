import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppendFile, openAppendFile } from '@rotunda/gateway/audit/append-file';
import { openZeroedFile } from '@rotunda/gateway/audit/zeroed-file';

interface Quantiles {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The time of one durable write to a disk, the floor of an answer that waits for its record. */
export interface DurableWrites {
  /** As records are written. */
  readonly overZeros: Quantiles;
  /** At the end of a growing file. */
  readonly growing: Quantiles;
}

const writes = 300;
const record = Buffer.alloc(700, 'a');

/** Durable writes of one record of an order, into a folder, of both kinds in turn. */
export async function timeDurableWrites(folder: string): Promise<DurableWrites> {
  const paths = [join(folder, 'over-zeros'), join(folder, 'growing')] as const;
  const overZeros = await openZeroedFile(paths[0], { end: 0, upTo: 2 * writes * record.length });
  const growing = await openAppendFile(paths[1]);
  const times = { overZeros: [] as number[], growing: [] as number[] };
  for (let count = 0; count < writes; count += 1) {
    times.overZeros.push(await timeWrite(overZeros));
    times.growing.push(await timeWrite(growing));
  }
  await Promise.all([overZeros.close(), growing.close()]);
  await Promise.all(paths.map((path) => rm(path)));
  return { overZeros: quantilesOf(times.overZeros), growing: quantilesOf(times.growing) };
}

/** The floor as a sentence above tables. */
export function floorOf({ overZeros, growing }: DurableWrites): string {
  const said = ({ p50Ms, p99Ms }: Quantiles) => `p50 ${p50Ms} ms, p99 ${p99Ms} ms`;
  return `One durable write of a record to this disk: ${said(overZeros)}; at the end of a growing file ${said(growing)}.\n`;
}

async function timeWrite(file: AppendFile): Promise<number> {
  const beganAt = performance.now();
  await file.append(record);
  return performance.now() - beganAt;
}

function quantilesOf(times: readonly number[]): Quantiles {
  const sorted = [...times].sort((one, other) => one - other);
  const quantile = (share: number) =>
    Number((sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toPrecision(3));
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
