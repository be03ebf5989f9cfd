import { type OpenSegmentFile, openSegmentFile } from '@rotunda/gateway/audit/open-segment-file';

export interface HeldFiles {
  readonly openFile: OpenSegmentFile;
  /** How many writes have begun since `hold`. */
  readonly begun: number;
  /** From now on writes wait; resolves when the first one does. */
  hold(): Promise<void>;
  release(): void;
  /** From now on half of what is written arrives, and the write fails. */
  break(): void;
  repair(): void;
}

/** Files of an audit log that wait or fail when told. */
export function createHeldFiles(): HeldFiles {
  let gate: Promise<void> | undefined;
  let open = () => {};
  let reached = () => {};
  let isBroken = false;
  let begun = 0;
  return {
    async openFile(path, extent) {
      const file = await openSegmentFile(path, extent);
      return {
        ...file,
        async append(bytes) {
          begun += 1;
          reached();
          await gate;
          if (!isBroken) return file.append(bytes);
          await file.append(bytes.subarray(0, bytes.length / 2));
          throw new Error('No space left on the device.');
        },
      };
    },
    get begun() {
      return begun;
    },
    hold() {
      begun = 0;
      gate = new Promise((resolve) => (open = resolve));
      return new Promise((resolve) => (reached = resolve));
    },
    release() {
      gate = undefined;
      open();
    },
    break: () => void (isBroken = true),
    repair: () => void (isBroken = false),
  };
}
