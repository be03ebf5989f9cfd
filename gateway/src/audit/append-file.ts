import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file that only grows. After a failure it is not to be used again: what the disk then holds is unknown. */
export interface AppendFile {
  /** Resolves when the bytes would survive a loss of power. */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export type OpenAppendFile = (path: string) => Promise<AppendFile>;

/** Linux makes a write durable before it returns where it is asked to; elsewhere another call does. Source: open(2), O_DSYNC. */
const isDurableByItself = process.platform === 'linux';
const { O_APPEND, O_CREAT, O_DSYNC, O_WRONLY } = constants;
const flags = O_WRONLY | O_APPEND | O_CREAT | (isDurableByItself ? O_DSYNC : 0);

/** Opens a file to be appended to, and makes it where it is missing. */
export const openAppendFile: OpenAppendFile = async (path) => {
  const handle = await open(path, flags, 0o640);
  return {
    async append(bytes) {
      await writeWhole(handle, bytes);
      if (!isDurableByItself) await handle.datasync();
    },
    close: () => handle.close(),
  };
};

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await handle.write(bytes, written)).bytesWritten;
  }
}
