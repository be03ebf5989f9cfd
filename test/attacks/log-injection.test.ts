import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLogger } from '@rotunda/platform/logger';
import { type TinyGateway, startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

let gateway: TinyGateway;
beforeAll(async () => {
  gateway = await startTinyGateway('in process');
});
afterAll(() => gateway.close());

const forged = 'x\n{"level":60,"msg":"the audit was switched off"}';

test('what a client writes comes into no line of the log', async () => {
  const token = await gateway.tokenWith([], { purposes: ['TREATMENT'] });
  await gateway.takeDown('mail');
  const before = gateway.log.length;

  await gateway.ask('query Q { broken }', { operationName: 'Q', variables: { secretName: 'Jane Roe' } });
  await gateway.ask('{ broken }', { operationName: forged });
  await gateway.ask(`{ broken(${forged}: 1) }`);
  await gateway.ask('{ broken }', { token, headers: { 'x-purpose-of-use': 'forged\\n{"level":60}' } });
  await gateway.ask('{ broken }', { headers: { authorization: 'Bearer forged.forged.forged' } });

  const lines = gateway.log.slice(before).map(({ facts, message }) => JSON.stringify({ ...facts, message }));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toMatch(/forged|switched off|Jane Roe|secretName/);
});

test('a line break in what is logged does not begin a new line', () => {
  const lines: string[] = [];
  const logger = createLogger({ name: 'test', destination: { write: (line) => void lines.push(line) } });

  logger.warn({ wing: forged }, forged);

  expect(lines.join('').match(/\n/g)).toHaveLength(1);
});
