export interface BeastFrame {
  /** Where the frame starts in its bytes. */
  readonly offset: number;
  /** The receiver's 12 MHz counter, of 48 bits. */
  readonly ticks: number;
  readonly payload: Uint8Array;
}

interface BeastFault {
  readonly offset: number;
  readonly detail: string;
}

export interface SplitFrames {
  readonly frames: readonly BeastFrame[];
  readonly faults: readonly BeastFault[];
  /** Where the last frame begins that is not whole yet: keep the bytes from there for the next. */
  readonly rest: number;
}

const escape = 0x1a;
const headerBytes = 7;
// '1' Mode A/C, '2' short and '3' long Mode S, '4' status of a receiver.
const payloadBytes: ReadonlyMap<number, number> = new Map([
  [0x31, 2],
  [0x32, 7],
  [0x33, 14],
  [0x34, 14],
]);

/** The frames in a stretch of the Beast binary protocol. An escape byte within a frame is doubled; a frame cut short by the next one is a fault, and so are bytes between frames. */
export function splitFrames(bytes: Uint8Array): SplitFrames {
  const frames: BeastFrame[] = [];
  const faults: BeastFault[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = bytes.indexOf(escape, at);
    if (start !== at) {
      faults.push({ offset: at, detail: 'There are bytes between frames.' });
    }
    if (start < 0) {
      at = bytes.length;
      break;
    }
    const read = readFrame(bytes, start);
    if (read === 'INCOMPLETE') {
      return { frames, faults, rest: start };
    }
    if ('detail' in read) {
      faults.push({ offset: start, detail: read.detail });
    } else {
      frames.push(read.frame);
    }
    at = read.next;
  }
  return { frames, faults, rest: bytes.length };
}

type ReadFrame = 'INCOMPLETE' | { next: number; detail: string } | { next: number; frame: BeastFrame };

function readFrame(bytes: Uint8Array, start: number): ReadFrame {
  const type = bytes[start + 1];
  if (type === undefined) {
    return 'INCOMPLETE';
  }
  const length = payloadBytes.get(type);
  if (length === undefined) {
    return { next: start + 2, detail: 'The frame is of no known type.' };
  }
  const content = new Uint8Array(headerBytes + length);
  let from = start + 2;
  for (let filled = 0; filled < content.length; filled += 1) {
    const byte = bytes[from];
    if (byte === undefined || (byte === escape && from + 1 >= bytes.length)) {
      return 'INCOMPLETE';
    }
    if (byte === escape && bytes[from + 1] !== escape) {
      return { next: from, detail: 'The frame is cut short.' };
    }
    content[filled] = byte;
    from += byte === escape ? 2 : 1;
  }
  const ticks = content.subarray(0, 6).reduce((value, byte) => value * 256 + byte, 0);
  return { next: from, frame: { offset: start, ticks, payload: content.subarray(headerBytes) } };
}
