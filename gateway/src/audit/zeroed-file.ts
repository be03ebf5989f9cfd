import { type FileHandle, open, stat } from 'node:fs/promises';
import { hasCode } from '@rotunda/platform/error-code';
import { StartProblem } from '@rotunda/platform/start-problem';
import {
  type AppendFile,
  durableFlags,
  openAppendFile,
  syncUnlessDurable,
  writeDurably,
} from './append-file.ts';

/** What a file holds already, and how far zeros may be laid ahead of it. In bytes. */
export interface FileExtent {
  /** Where its content ends; behind it are zeros or nothing. */
  readonly end: number;
  readonly upTo: number;
}

/** Makes the bytes between two positions zeros, durably. */
export type LayZeros = (handle: FileHandle, from: number, to: number) => Promise<void>;

/** More than this is made durable in parts, so that a loss of power can leave no larger part of it with gaps. */
export const longestWriteBytes = 1024 * 1024;

interface ZeroOptions {
  readonly lay?: LayZeros;
  /** Laid at a time, whenever less than half of it lies ahead. */
  readonly stretchBytes?: number;
}

/**
 * Opens a file to be written on from its end, over zeros that were durable before: then a write changes bytes and nothing else about the file,
 * and no size of it has to become durable with them. Where there is no room for zeros, and where the file may only be appended to
 * (`chattr +a`), it grows. Refuses one of the latter that ends in zeros.
 */
export async function openZeroedFile(
  path: string,
  extent: FileExtent,
  options: ZeroOptions = {},
): Promise<AppendFile> {
  const handle = await openWritable(path);
  return handle ? writeOverZeros(handle, extent, options) : openGrowing(path, extent.end);
}

async function writeOverZeros(
  handle: FileHandle,
  { end, upTo }: FileExtent,
  { lay = layZeros, stretchBytes = 4 * 1024 * 1024 }: ZeroOptions,
): Promise<AppendFile> {
  let at = end;
  let zeroedTo = (await handle.stat()).size;
  let laying: Promise<void> | undefined;
  let failure: { readonly cause: unknown } | undefined;
  /** Zeros are not laid before the content has come so far. */
  let layFrom = 0;

  async function layAhead(from: number, length: number): Promise<void> {
    const to = Math.min(from + length, upTo);
    try {
      await lay(handle, from, to);
      zeroedTo = to;
    } catch (cause) {
      layFrom = at + stretchBytes;
      if (!hasCode(cause, 'ENOSPC', 'EDQUOT')) failure = { cause };
    } finally {
      laying = undefined;
    }
  }

  function layWhereNeeded(length = stretchBytes): void {
    const from = Math.max(zeroedTo, at);
    if (laying || from >= upTo || at < layFrom || from - at > stretchBytes / 2) return;
    laying = layAhead(from, length);
  }

  async function appendPart(part: Uint8Array): Promise<void> {
    // Zeros on their way must not come down on what is written behind them.
    if (at + part.length > zeroedTo) await laying;
    if (failure) throw failure.cause;
    await writeDurably(handle, part, at);
    at += part.length;
    layWhereNeeded();
  }

  // The first write waits for these, the others for none.
  layWhereNeeded(stretchBytes / 16);
  await laying;
  return {
    async append(bytes) {
      for (let start = 0; start < bytes.length; start += longestWriteBytes)
        await appendPart(bytes.subarray(start, start + longestWriteBytes));
    },
    async close() {
      await laying;
      try {
        await cutOff(handle, at);
      } finally {
        await handle.close();
      }
    },
    async abandon() {
      await laying;
      await handle.close();
    },
  };
}

/** Undefined for a file that may only be appended to. */
async function openWritable(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, durableFlags, 0o640);
  } catch (cause) {
    if (hasCode(cause, 'EPERM')) return undefined;
    throw cause;
  }
}

async function openGrowing(path: string, end: number): Promise<AppendFile> {
  if ((await stat(path)).size > end)
    throw new StartProblem(
      `${path} may only be appended to, and ends in zeros that have to be written over: take that attribute from it (chattr -a).`,
    );
  return openAppendFile(path);
}

const zeros = Buffer.alloc(64 * 1024);

/** In one call of the system: what is written meanwhile waits for it once. */
export const layZeros: LayZeros = async (handle, from, to) => {
  for (let at = from; at < to;) {
    const whole = Math.floor((to - at) / zeros.length);
    const rest = zeros.subarray(0, (to - at) % zeros.length);
    const buffers = [...Array.from({ length: whole }, () => zeros), rest];
    at += (await handle.writev(buffers, at)).bytesWritten;
  }
  await syncUnlessDurable(handle);
};

async function cutOff(handle: FileHandle, end: number): Promise<void> {
  if ((await handle.stat()).size === end) return;
  await handle.truncate(end);
  await handle.sync();
}
