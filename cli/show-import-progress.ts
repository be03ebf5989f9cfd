import type { ImportProgress } from '@rotunda/platform/import-report';
import { type Clock, systemClock } from '@rotunda/platform/clock';
import { Presets, SingleBar } from 'cli-progress';

const lineIntervalMs = 2_000;

export interface ShownProgress extends ImportProgress {
  /** Leaves the terminal as it should be; call it whatever happened. */
  end(): void;
}

interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Bytes, rate and time left: a moving bar on a terminal, otherwise a line every two seconds. */
export function showImportProgress(output: NodeJS.WriteStream): ShownProgress {
  return output.isTTY ? showBar(output) : showLines(output, systemClock);
}

function showBar(output: NodeJS.WriteStream): ShownProgress {
  const bar = new SingleBar(
    {
      stream: output,
      format: '{bar} {percentage} % · {rows} rows · {rate} rows/s · {eta_formatted} left',
      hideCursor: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  const pace = createPace(systemClock);
  return {
    expect: (totalBytes) => bar.start(totalBytes, 0, { rows: 0, rate: 0 }),
    advance(bytes, rows) {
      pace.advance(bytes, rows);
      bar.increment(bytes, { rows: pace.rows(), rate: pace.rowsPerSecond() });
    },
    end: () => bar.stop(),
  };
}

/** The same as lines, for a log. */
export function showLines(output: Output, clock: Clock): ShownProgress {
  const pace = createPace(clock);
  let total = 0;
  let saidAt = clock.now().getTime();
  return {
    expect(totalBytes) {
      total = totalBytes;
    },
    advance(bytes, rows) {
      pace.advance(bytes, rows);
      const now = clock.now().getTime();
      if (now - saidAt < lineIntervalMs) return;
      saidAt = now;
      const percent = total > 0 ? Math.floor((pace.bytes() / total) * 100) : 0;
      output.write(
        `${percent} % · ${pace.rows()} rows · ${pace.rowsPerSecond()} rows/s · ${pace.secondsLeft(total)} s left\n`,
      );
    },
    end: () => {},
  };
}

function createPace(clock: Clock) {
  const startedAt = clock.now().getTime();
  let bytesDone = 0;
  let rowsDone = 0;
  const seconds = () => Math.max((clock.now().getTime() - startedAt) / 1000, 0.001);
  return {
    advance(bytes: number, rows: number) {
      bytesDone += bytes;
      rowsDone += rows;
    },
    bytes: () => bytesDone,
    rows: () => rowsDone,
    rowsPerSecond: () => Math.round(rowsDone / seconds()),
    secondsLeft: (totalBytes: number) =>
      bytesDone === 0 ? '?' : Math.round(((totalBytes - bytesDone) / bytesDone) * seconds()),
  };
}
