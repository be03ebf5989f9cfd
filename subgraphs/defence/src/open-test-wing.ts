import type { Clock } from '@rotunda/platform/clock';
import { createTestDatabase } from '@rotunda/platform/test-database';
import type { Viewer } from '@rotunda/platform/viewer';
import { type ExecutionResult, execute, parse, subscribe } from 'graphql';
import { createDefence, type DefenceOptions } from './create-defence.ts';
import { seedDefence } from './seed-defence.ts';

/** A clock that tests set. */
interface TestClock extends Clock {
  set(ms: number): void;
}

/** The wing over a database of its own, asked without the gateway: for tests. */
export interface TestWing {
  readonly clock: TestClock;
  readonly databaseUrl: string;
  /** Answers as the wing's executor would; errors are kept whole. */
  ask(viewer: Viewer, document: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** The events of a subscription until the signal aborts. */
  follow(
    viewer: Viewer,
    document: string,
    variables: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<ExecutionResult>>;
  close(): Promise<void>;
}

const officerScopes = ['read', 'operate', 'plan', 'share', 'ingest'].map((word) => `defence:${word}`);

/** An officer of a unit with every scope of this wing. */
export function anOfficerOf(unit: string): Viewer {
  return {
    subject: `officer-of-${unit}`,
    authenticated: true,
    agency: undefined,
    scopes: new Set(officerScopes),
    purpose: undefined,
    attributes: { unit },
  };
}

/** A migrated and seeded wing at a time; `prepare` runs before it opens. The demonstration does not play unless asked for. */
export async function openTestWing(
  at: string,
  options: Partial<DefenceOptions> & { readonly prepare?: (databaseUrl: string) => Promise<void> } = {},
): Promise<TestWing> {
  let nowMs = Date.parse(at);
  const clock: TestClock = { now: () => new Date(nowMs), set: (ms) => void (nowMs = ms) };
  const database = await createTestDatabase('defence');
  await seedDefence({ databaseUrl: database.url, clock });
  const { prepare, ...defenceOptions } = options;
  await prepare?.(database.url);
  const wing = await createDefence({
    databaseUrl: database.url,
    clock,
    demonstrationFeed: false,
    ...defenceOptions,
  });
  const facts = { requestId: 'test', languages: undefined, deadlineAt: undefined, signal: undefined };

  return {
    clock,
    databaseUrl: database.url,
    ask: async (viewer, document, variableValues = {}) =>
      execute({
        schema: wing.schema,
        document: parse(document),
        contextValue: wing.requestFor(viewer, facts),
        variableValues,
      }),
    async follow(viewer, document, variableValues, signal) {
      const events = await subscribe({
        schema: wing.schema,
        document: parse(document),
        contextValue: wing.requestFor(viewer, { ...facts, signal }),
        variableValues,
      });
      if (Symbol.asyncIterator in events) return events;
      throw new Error(JSON.stringify(events.errors));
    },
    async close() {
      await wing.close();
      await database.drop();
    },
  };
}
