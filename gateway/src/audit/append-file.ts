import { type FileHandle, open } from 'node:fs/promises';

/** A file that only grows. After a failure it is not to be used again: what the disk then holds is unknown. */
export interface AppendFile {
  /** Resolves when the bytes would survive a loss of power. */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export type OpenAppendFile = (path: string) => Promise<AppendFile>;

/** Opens a file to be appended to, and makes it where it is missing. */
export const openAppendFile: OpenAppendFile = async (path) => {
  const handle = await open(path, 'a', 0o640);
  return {
    async append(bytes) {
      await writeWhole(handle, bytes);
      await handle.datasync();
    },
    close: () => handle.close(),
  };
};

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await handle.write(bytes, written)).bytesWritten;
  }
}
