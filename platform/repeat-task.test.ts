import { expect, test } from '@jest/globals';
import { repeatTask } from './repeat-task.ts';

test('a task that fails is reported and runs again; after closing it runs no more', async () => {
  let runs = 0;
  const faults: unknown[] = [];
  let thirdRun: () => void = () => {};
  const ranThrice = new Promise<void>((resolve) => (thirdRun = resolve));
  const task = async () => {
    runs += 1;
    if (runs === 3) thirdRun();
    if (runs < 3) throw new Error(`run ${runs}`);
  };

  const repeating = repeatTask(task, 0, (cause) => void faults.push(cause));
  const keepAlive = setInterval(() => {}, 1_000);
  await ranThrice;
  await repeating.close();
  clearInterval(keepAlive);

  expect(runs).toBe(3);
  expect(faults).toEqual([new Error('run 1'), new Error('run 2')]);
});

test('closing waits for the run under way', async () => {
  let end: () => void = () => {};
  let begun: () => void = () => {};
  const started = new Promise<void>((resolve) => (begun = resolve));
  const events: string[] = [];
  const repeating = repeatTask(
    () => {
      begun();
      return new Promise<void>((resolve) => (end = resolve)).then(() => void events.push('run ended'));
    },
    0,
    () => {},
  );
  await started;

  const closed = repeating.close().then(() => void events.push('closed'));
  end();
  await closed;

  expect(events).toEqual(['run ended', 'closed']);
});
