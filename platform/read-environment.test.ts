import { expect, test } from '@jest/globals';
import { describeEnvironment, readEnvironment } from './read-environment.ts';

const description = describeEnvironment({
  DATABASE_URL_POSTAL: { describe: 'the database of the postal wing', kind: 'url', required: true },
  PORT: { describe: 'where the wing listens', kind: 'port', fallback: 4001 },
  QUIET: { describe: 'writes only warnings', kind: 'flag' },
});

test('variables come parsed, with fallbacks for the missing', () => {
  const environment = readEnvironment(description, {
    DATABASE_URL_POSTAL: 'postgresql://localhost/postal',
    QUIET: 'true',
  });

  const port: number = environment.PORT;
  const quiet: boolean | undefined = environment.QUIET;
  expect({ ...environment, port, quiet }).toEqual({
    DATABASE_URL_POSTAL: 'postgresql://localhost/postal',
    PORT: 4001,
    QUIET: true,
    port: 4001,
    quiet: true,
  });
});

test('every missing or ill-formed variable is named with what it is for, and its value is not repeated', () => {
  const read = () =>
    readEnvironment(description, { DATABASE_URL_POSTAL: ' ', PORT: '70000', QUIET: 'secret' });

  expect(read).toThrow(
    'Set DATABASE_URL_POSTAL: the database of the postal wing.\n' +
      'PORT must be a port from 0 to 65535: where the wing listens.\n' +
      'QUIET must be true or false: writes only warnings.',
  );
});
