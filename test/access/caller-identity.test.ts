import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TinyGateway, startTinyGateway, topologies } from '../fixtures/tiny-wings/tiny-gateway.ts';

describe.each(topologies)('who asks, wings %s', (topology) => {
  let gateway: TinyGateway;
  beforeAll(async () => {
    gateway = await startTinyGateway(topology);
  });
  afterAll(() => gateway.close());

  test('a wing learns the verified viewer and the request’s facts, and nothing else the client says', async () => {
    const token = await gateway.tokenWith(['a:read'], {
      purposes: ['TREATMENT'],
      attributes: { unit: 'U1' },
    });

    await gateway.ask('{ parcels { id } }', {
      token,
      headers: {
        'accept-language': 'es-PR',
        'x-agency': 'EVIL',
        'x-scopes': 'watch:read',
        'x-request-id': 'mine',
        'x-viewer': '{"subject":"root"}',
        'x-forwarded-user': 'root',
      },
    });

    const { viewer, facts } = gateway.seen.at(-1) ?? {};
    expect(viewer).toEqual({
      subject: 'tester',
      authenticated: true,
      agency: 'TEST',
      scopes: new Set(['a:read']),
      purpose: 'TREATMENT',
      attributes: { unit: 'U1' },
    });
    expect(facts?.languages).toBe('es-PR');
    expect(facts?.requestId).not.toBe('mine');
    expect(JSON.stringify(gateway.asked.at(-1))).not.toMatch(/EVIL|root|mine/);
  });

  test('without a token the viewer is anonymous and holds no scope', async () => {
    await gateway.ask('{ parcels { id } }');

    expect(gateway.seen.at(-1)?.viewer).toMatchObject({
      subject: 'anonymous',
      authenticated: false,
      scopes: new Set(),
    });
  });

  test('a bad token is answered with 401, a challenge and a sentence, and no wing is asked', async () => {
    const before = gateway.asked.length;

    const { status, headers, errors } = await gateway.ask('{ parcels { id } }', { token: 'abc' });

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="rotunda", error="invalid_token", error_description="The token is not a JWT."',
    );
    expect(errors).toEqual([{ message: 'The token is not a JWT.', extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(gateway.asked.length).toBe(before);
  });

  test('another scheme than Bearer is answered with 401', async () => {
    const { status, headers } = await gateway.ask('{ parcels { id } }', {
      headers: { authorization: 'Basic dTpw' },
    });

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('error="invalid_request"');
  });

  test('two requests with one document at the same time keep their viewers apart', async () => {
    const tokens = await Promise.all([gateway.tokenWith(['watch:read']), gateway.tokenWith(['clinic:read'])]);
    const query = '{ tracks { number } patient(id: "1") { id } }';

    const answers = await Promise.all([...tokens, ...tokens].map((token) => gateway.ask(query, { token })));

    const tracks = [{ number: 'T1' }, { number: 'T2' }];
    expect(answers.map(({ data }) => data)).toEqual([
      { tracks, patient: null },
      { tracks: null, patient: { id: '1' } },
      { tracks, patient: null },
      { tracks: null, patient: { id: '1' } },
    ]);
  });
});
