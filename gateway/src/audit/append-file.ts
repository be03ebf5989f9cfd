import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file whose content only grows. After a failure it is not to be used again: what the disk then holds is unknown. */
export interface AppendFile {
  /** Resolves when the bytes would survive a loss of power. One call at a time. */
  append(bytes: Uint8Array): Promise<void>;
  /** Closes it where its content ends. */
  close(): Promise<void>;
  /** Closes it as it is. */
  abandon(): Promise<void>;
}

/** Linux makes a write durable before it returns where it is asked to; elsewhere another call does. Source: open(2), O_DSYNC. */
const isDurableByItself = process.platform === 'linux';
const { O_APPEND, O_CREAT, O_DSYNC, O_WRONLY } = constants;

/** Flags of a file that `writeDurably` writes to, made where it is missing. */
export const durableFlags = O_WRONLY | O_CREAT | (isDurableByItself ? O_DSYNC : 0);

/** Opens a file to be appended to, and makes it where it is missing. */
export async function openAppendFile(path: string): Promise<AppendFile> {
  const handle = await open(path, durableFlags | O_APPEND, 0o640);
  const close = () => handle.close();
  return { append: (bytes) => writeDurably(handle, bytes, null), close, abandon: close };
}

/** Resolves when the bytes would survive a loss of power; they go to a position, or, where it is null, to the end of an appended file. */
export async function writeDurably(
  handle: FileHandle,
  bytes: Uint8Array,
  position: number | null,
): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const at = position === null ? null : position + written;
    written += (await handle.write(bytes, written, bytes.length - written, at)).bytesWritten;
  }
  await syncUnlessDurable(handle);
}

/** Makes durable what was written to a file of `durableFlags`, where the system has not done so with each write. */
export async function syncUnlessDurable(handle: FileHandle): Promise<void> {
  if (!isDurableByItself) await handle.datasync();
}
