import { join, resolve } from 'node:path';
import { describeEnvironment, readEnvironment } from '@rotunda/platform/read-environment';

/** Variables of the commands that run on one machine. */
export const homeEnvironment = describeEnvironment({
  ROTUNDA_HOME: {
    describe: 'the folder of databases, keys and the running file; .rotunda unless set',
    kind: 'folder',
  },
});

/** Where one installation keeps what it must not lose. */
export interface RotundaHome {
  readonly folder: string;
  readonly databaseFolder: string;
  readonly keyFolder: string;
  readonly auditFolder: string;
  /** Written while Rotunda runs, for the commands beside it. */
  readonly runningFile: string;
}

/** The folder of this installation: ROTUNDA_HOME, or `.rotunda` beside the code. */
export function findRotundaHome(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): RotundaHome {
  const { ROTUNDA_HOME } = readEnvironment(homeEnvironment, variables);
  const folder = resolve(ROTUNDA_HOME ?? join(import.meta.dirname, '../.rotunda'));
  return {
    folder,
    databaseFolder: join(folder, 'postgresql'),
    keyFolder: join(folder, 'keys'),
    auditFolder: join(folder, 'audit'),
    runningFile: join(folder, 'running.json'),
  };
}
