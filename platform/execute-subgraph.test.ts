import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { exportJWK, generateKeyPair } from 'jose';
import { systemClock } from './clock.ts';
import { createSubgraphExecutor } from './execute-subgraph.ts';
import type { Fault } from './mask-faults.ts';
import { Refusal } from './refusal.ts';
import { type ServedSubgraph, serveSubgraph } from './serve-subgraph.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Subgraph } from './subgraph.ts';
import type { SubgraphExecutor, SubgraphRequest } from './subgraph-executor.ts';
import { createViewerTokenMinter, createViewerTokenVerifier } from './viewer-token.ts';
import { anonymousViewer } from './viewer.ts';

const faults: Fault[] = [];
let executor: SubgraphExecutor;
let served: ServedSubgraph;
let viewerToken: string;
let release: () => void;
const released = new Promise<void>((resolve) => (release = resolve));

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] };
  viewerToken = await createViewerTokenMinter({ key: privateKey, keyId: 'k' }, systemClock).mint(
    anonymousViewer,
    'tiny',
  );
  const schema = buildSchema(
    'type Query { name: String broken: String refused: String slow: String full(zip: Int): String }',
  );
  Object.assign(schema.getQueryType()?.getFields()['name'] ?? {}, { resolve: () => 'tiny' });
  Object.assign(schema.getQueryType()?.getFields()['slow'] ?? {}, {
    resolve: () => released.then(() => 'slow'),
  });
  Object.assign(schema.getQueryType()?.getFields()['broken'] ?? {}, {
    resolve: () => {
      throw new Error('password=hunter2');
    },
  });
  Object.assign(schema.getQueryType()?.getFields()['refused'] ?? {}, {
    resolve: () => {
      throw new Refusal('CONFLICT', 'Ask again.');
    },
  });
  Object.assign(schema.getQueryType()?.getFields()['full'] ?? {}, {
    resolve: (_root: unknown, _values: unknown, { facts }: { facts: RequestFacts }) => {
      facts.standsFor?.({ ms: 50, askPerSecond: 1, variesBy: ['locale'] });
      return 'full';
    },
  });
  const subgraph: Subgraph = {
    name: 'tiny',
    schema,
    requestFor: (_viewer, facts) => ({ facts }),
    close: async () => {},
  };
  const verifier = createViewerTokenVerifier(keys, 'tiny', systemClock);
  executor = createSubgraphExecutor(subgraph, verifier, (fault) => faults.push(fault));
  served = await serveSubgraph(executor, { port: 0, host: '127.0.0.1' });
});

afterAll(() => served.close());

const aRequest = (document: string, rest: Partial<SubgraphRequest> = {}): SubgraphRequest => ({
  document,
  viewerToken,
  requestId: 'r-1',
  ...rest,
});

describe('a wing that is asked', () => {
  test('answers an operation', async () => {
    expect(await executor.execute(aRequest('{ name }'))).toEqual({ data: { name: 'tiny' } });
  });

  test('masks a fault behind a reference id and reports the cause under it', async () => {
    const { data, errors } = await executor.execute(aRequest('{ broken }'));

    expect(data).toEqual({ broken: null });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    const referenceId = errors?.[0]?.extensions?.['referenceId'];
    expect(faults.find((fault) => fault.referenceId === referenceId)?.cause).toMatchObject({
      message: 'password=hunter2',
    });
  });

  test('passes a refusal as it is', async () => {
    const { errors } = await executor.execute(aRequest('{ refused }'));
    expect(errors).toMatchObject([
      { message: 'Ask again.', path: ['refused'], extensions: { code: 'CONFLICT' } },
    ]);
  });

  test('answers nothing without a valid viewer token', async () => {
    const { data, errors } = await executor.execute(aRequest('{ name }', { viewerToken: 'x' }));
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('says that an outcome stands where it is all that was asked', async () => {
    expect(await executor.execute(aRequest('{ full }'))).toEqual({
      data: { full: 'full' },
      standing: { ms: 50, askPerSecond: 1, variesBy: ['locale'] },
    });
  });

  test.each([
    ['beside another field', '{ full name }'],
    ['twice', '{ full other: full(zip: 1) }'],
    ['in a fragment', '{ ...F } fragment F on Query { full name }'],
    ['under a directive', 'query ($is: Boolean = true) { full @include(if: $is) }'],
    ['with a part that went wrong', '{ full broken }'],
  ])('says nothing of how long an outcome stands %s', async (_name, document) => {
    const answer = await executor.execute(aRequest(document));

    expect(answer.data).toMatchObject({ full: 'full' });
    expect(answer.standing).toBeUndefined();
  });

  test('does not begin what nobody waits for', async () => {
    const { data, errors } = await executor.execute(aRequest('{ name }', { deadlineAt: 1 }));
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  });
});

describe('the internal listener', () => {
  const post = (path: string, body: unknown) =>
    fetch(new URL(path, served.url), {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  test('answers each request of a batch as it ends, not in the order asked', async () => {
    const response = await post('/batch', [aRequest('{ slow }'), aRequest('{ name }')]);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    release();
    const second = await reader?.read();

    expect(JSON.parse(String(first?.value))).toEqual({ index: 1, result: { data: { name: 'tiny' } } });
    expect(JSON.parse(String(second?.value))).toEqual({ index: 0, result: { data: { slow: 'slow' } } });
  });

  test.each(['{', '[1]', '{"document":"{name}"}'])('refuses the body %p with 400', async (body) => {
    const response = await post('/batch', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  });

  test('says which paths it knows', async () => {
    expect((await fetch(served.url)).status).toBe(404);
  });
});
