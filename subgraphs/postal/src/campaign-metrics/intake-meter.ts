import type { Clock } from '@rotunda/platform/clock';
import { durationBucket } from './duration-histogram.ts';

/** One figure to be added to a stored one. */
interface Addition {
  readonly campaignId: string;
  /** Start of its minute. */
  readonly startsAt: Date;
  readonly times: number;
}

export interface IntakeTally {
  readonly steps: readonly (Addition & { readonly step: string; readonly zip3: string })[];
  readonly durations: readonly (Addition & { readonly bucket: number })[];
}

/** Counts what happens at intake, in memory; what it holds is taken and stored in groups. */
export interface IntakeMeter {
  /** One more of a step. `zip` may be anything that a caller wrote; only five digits count. */
  count(campaignId: string, step: string, zip?: string | null): void;
  /** How long one attempt took from its input to its answer, in milliseconds. */
  time(campaignId: string, ms: number): void;
  /** All that was counted since the last time. */
  take(): IntakeTally;
  /** Gives back what could not be stored. */
  restore(tally: IntakeTally): void;
}

interface Counted {
  readonly key: string;
  readonly campaignId: string;
  readonly startsAt: Date;
  times: number;
}

/** An empty meter. */
export function createIntakeMeter(clock: Clock): IntakeMeter {
  let steps = new Map<string, Counted & { readonly step: string; readonly zip3: string }>();
  let durations = new Map<string, Counted & { readonly bucket: number }>();

  function addStep(addition: IntakeTally['steps'][number]): void {
    const key = `${addition.startsAt.getTime()} ${addition.campaignId} ${addition.zip3} ${addition.step}`;
    const known = steps.get(key);
    if (known) known.times += addition.times;
    else steps.set(key, { ...addition, key });
  }

  function addDuration(addition: IntakeTally['durations'][number]): void {
    const key = `${addition.startsAt.getTime()} ${addition.campaignId} ${addition.bucket}`;
    const known = durations.get(key);
    if (known) known.times += addition.times;
    else durations.set(key, { ...addition, key });
  }

  function minute(): Date {
    return new Date(Math.floor(clock.now().getTime() / 60_000) * 60_000);
  }

  return {
    count(campaignId, step, zip) {
      const zip3 = zip && /^\d{5}/.test(zip) ? zip.slice(0, 3) : '';
      addStep({ campaignId, startsAt: minute(), step, zip3, times: 1 });
    },
    time(campaignId, ms) {
      addDuration({ campaignId, startsAt: minute(), bucket: durationBucket(ms), times: 1 });
    },
    take() {
      const tally = { steps: [...steps.values()], durations: [...durations.values()] };
      steps = new Map();
      durations = new Map();
      return tally;
    },
    restore(tally) {
      tally.steps.forEach(addStep);
      tally.durations.forEach(addDuration);
    },
  };
}
