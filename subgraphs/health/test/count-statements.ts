import pg from 'pg';

/** Runs something and counts the statements that reach a database meanwhile, whoever sends them. */
export async function countStatements<Value>(
  run: () => Promise<Value>,
): Promise<{ readonly answer: Value; readonly statements: number }> {
  const { query } = pg.Client.prototype;
  let statements = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...rest: unknown[]) {
    statements += 1;
    return Reflect.apply(query, this, rest);
  };
  try {
    return { answer: await run(), statements };
  } finally {
    pg.Client.prototype.query = query;
  }
}
