import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { createClosingStack } from './closing-stack.ts';

/** Runs a process that has opened a listener and a database, then does what it is told, and gives its exit code and words. */
async function runProcess(closeDatabase: string, then: string): Promise<{ code: unknown; said: string }> {
  const program = `
    import { createClosingStack } from ${JSON.stringify(import.meta.resolve('@rotunda/platform/closing-stack'))};
    import { createLogger } from ${JSON.stringify(import.meta.resolve('@rotunda/platform/logger'))};
    import { shutDownOnSignal } from ${JSON.stringify(import.meta.resolve('@rotunda/platform/shutdown'))};
    const opened = createClosingStack();
    opened.add('database', async () => { console.log('database closed'); ${closeDatabase} });
    opened.add('listener', async () => console.log('listener closed'));
    shutDownOnSignal(opened.close, { logger: createLogger({ name: 'test' }), limitMs: 200 });
    const alive = setInterval(() => {}, 1000);
    ${then}
  `;
  const child = spawn(
    process.execPath,
    ['--import', '@rotunda/platform/strip-types', '--input-type=module', '-e', program],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { code, said };
}

test('SIGTERM closes in the reverse order of opening and ends with 0', async () => {
  const { code, said } = await runProcess('', "process.kill(process.pid, 'SIGTERM');");

  expect(code).toBe(0);
  expect(said).toBe('listener closed\ndatabase closed\n');
});

test('an uncaught exception still closes everything and ends with 1', async () => {
  const { code, said } = await runProcess('', "setTimeout(() => { throw new Error('broken'); });");

  expect(code).toBe(1);
  expect(said).toMatch(/an uncaught fault ends the process.*\nlistener closed\ndatabase closed\n$/s);
});

test('a close that never ends does not keep the process for ever', async () => {
  const { code, said } = await runProcess(
    'await new Promise(() => {});',
    "process.kill(process.pid, 'SIGINT');",
  );

  expect(code).toBe(1);
  expect(said).toContain('closing took too long');
});

test('one failing close does not keep the others open, and is told', async () => {
  const closed: string[] = [];
  const opened = createClosingStack();
  opened.add('first', () => closed.push('first'));
  opened.add('second', () => Promise.reject(new Error('stuck')));
  opened.add('third', () => closed.push('third'));

  await expect(opened.close()).rejects.toThrow('second did not close');
  expect(closed).toEqual(['third', 'first']);
});

test('what is opened after closing began is closed too', async () => {
  const closed: string[] = [];
  const opened = createClosingStack();
  const closing = opened.close();
  opened.add('late', () => closed.push('late'));

  await closing;
  await opened.close();

  expect(closed).toEqual(['late']);
});
