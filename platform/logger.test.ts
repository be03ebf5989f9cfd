import { expect, test } from '@jest/globals';
import { createLogger, logFaults } from './logger.ts';
import { createLineWriter } from './write-log-line.ts';

function recordingLogger() {
  const written: string[] = [];
  const logger = createLogger({ name: 'postal', destination: { write: (line) => void written.push(line) } });
  return { logger, written };
}

test('secrets, documents and inputs are left out at every level that requests are logged at', () => {
  const { logger, written } = recordingLogger();

  logger.info(
    {
      requestId: 'r1',
      password: 'p4ss',
      request: { headers: { authorization: 'Bearer t0ken' }, variables: { name: 'Ada Example' } },
    },
    'asked',
  );

  const line = written.join();
  expect(JSON.parse(line)).toMatchObject({ level: 'info', name: 'postal', msg: 'asked', requestId: 'r1' });
  expect(line).not.toMatch(/p4ss|t0ken|Ada Example/);
});

test('a fault of the database is logged by its code and place, without the value it quotes', () => {
  const { logger, written } = recordingLogger();
  const cause = Object.assign(new Error('invalid input syntax for type date: "Ada Example"'), {
    severity: 'ERROR',
    routine: 'date_in',
    code: '22007',
    detail: 'Key (name)=(Ada Example)',
  });

  logFaults(logger)({
    referenceId: 'ref-1',
    requestId: 'r1',
    path: 'order.kit',
    cause: new Error('order not read', { cause }),
  });

  const line = written.join();
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    referenceId: 'ref-1',
    path: 'order.kit',
    err: { message: 'order not read', cause: { code: '22007' } },
  });
  expect(line).not.toContain('Ada Example');
});

test('a terminal gets one readable line', () => {
  const shown: string[] = [];
  const logger = createLogger({
    name: 'postal',
    destination: createLineWriter({ write: (text) => shown.push(text) }),
  });

  logger.warn({ port: 4001 }, 'listening late');

  expect(shown).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d WARN postal: listening late port=4001\n$/)]);
});
