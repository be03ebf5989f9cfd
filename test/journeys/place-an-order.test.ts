import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import { linkOverHttp } from '@rotunda/gateway/execution/link-over-http';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { createLogger } from '@rotunda/platform/logger';
import { findPersona } from '@rotunda/platform/personas';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { createPostal } from '@rotunda/postal/create-postal';
import { seedPostal } from '@rotunda/postal/seed-postal';
import { openPassingLog } from '../audit/open-test-log.ts';

const faults: unknown[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  await seedPostal({ databaseUrl: database.url, clock: systemClock });
});
afterAll(async () => {
  await database.drop();
  expect(faults).toEqual([]);
});

/** A gateway over the postal wing alone, with the token of the householder persona. */
async function openPostOffice(topology: 'in process' | 'over HTTP') {
  const closing = createClosingStack();
  const reportFault = (fault: unknown) => void faults.push(fault);
  const viewerKey = await createSigningKey();
  const issuer = createDevelopmentIssuer({
    signingKey: await createSigningKey(),
    clock: systemClock,
    warn: () => {},
  });
  const subgraph = await createPostal({ databaseUrl: database.url, clock: systemClock, reportFault });
  closing.add('the wing', subgraph.close);
  const verifier = createViewerTokenVerifier(viewerKey.publicKeys, subgraph.name, systemClock);

  async function link() {
    if (topology === 'in process') return linkInProcess({ subgraph, verifier, reportFault });
    const executor = createSubgraphExecutor(subgraph, verifier, reportFault);
    const served = await serveSubgraph(executor, { host: '127.0.0.1', port: 0 });
    closing.add('the listener', served.close);
    return linkOverHttp({ name: subgraph.name, url: new URL(served.url) });
  }

  const contract = await readFile(new URL('../../subgraphs/postal/schema.graphql', import.meta.url), 'utf8');
  const gateway = await createGateway({
    supergraphSdl: composeSupergraph({ postal: contract }).supergraphSdl,
    links: [await link()],
    trustedIssuers: [issuer],
    viewerSigningKey: viewerKey,
    audit: await openPassingLog(),
    clock: systemClock,
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  closing.add('the gateway', gateway.close);
  const { url } = await gateway.listen({ port: 0 });
  const persona = findPersona('householder');
  if (!persona) throw new Error('The householder persona is missing.');
  const token = await issuer.mint(persona);

  return {
    close: closing.close,
    async ask<Answer>(query: string, variables: object = {}, asHouseholder = false): Promise<Answer> {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(asHouseholder ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      const answer: Answer = JSON.parse(await response.text());
      return answer;
    },
  };
}

interface OrderAnswer {
  readonly data: {
    readonly placeOrder: {
      readonly replayed: boolean;
      readonly receipt: { readonly number: string } | null;
      readonly userErrors: readonly { readonly __typename: string }[];
    };
  };
}

interface CheckAnswer {
  readonly data: { readonly checkAddress: { readonly token: string } };
}

const placeOrder = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) { replayed receipt { number } userErrors { __typename message } }
}`;

describe.each(['in process', 'over HTTP'] as const)('with the wing %s', (topology) => {
  let office: Awaited<ReturnType<typeof openPostOffice>>;
  const floor = topology === 'in process' ? 1 : 2;

  beforeAll(async () => {
    office = await openPostOffice(topology);
  });
  afterAll(() => office.close());

  test('a household checks its address, orders with two clicks, orders again by mistake, and follows its order', async () => {
    const address = { line1: `1200 example place nw apt. ${floor}01`, zip: '20009' };
    const checked = await office.ask<CheckAnswer>(
      `query Check($address: AddressInput!) { checkAddress(address: $address) { verdict token standardized { deliveryLine } } }`,
      { address },
    );
    expect(checked).toMatchObject({
      data: { checkAddress: { standardized: { deliveryLine: `1200 EXAMPLE PL NW APT ${floor}01` } } },
    });

    const input = {
      idempotencyKey: randomUUID(),
      campaign: 'home-tests-2026',
      addressToken: checked.data.checkAddress.token,
      recipientName: 'Ana Cruz',
    };
    const [click, doubleClick] = await Promise.all([
      office.ask<OrderAnswer>(placeOrder, { input }),
      office.ask<OrderAnswer>(placeOrder, { input }),
    ]);
    const number = click.data.placeOrder.receipt?.number;

    expect(doubleClick.data.placeOrder.receipt).toEqual({ number });
    expect([click, doubleClick].map(({ data }) => data.placeOrder.replayed).sort()).toEqual([false, true]);

    const track = `query Track($number: String!, $zip: String!) {
      trackOrder(number: $number, zip: $zip) { status shipTo { deliveryLine } campaign { name } } }`;
    expect(await office.ask(track, { number, zip: '20009' }, true)).toEqual({
      data: {
        trackOrder: {
          status: 'CONFIRMED',
          shipTo: { deliveryLine: `1200 EXAMPLE PL NW APT ${floor}01` },
          campaign: { name: 'Free tests at home (demonstration)' },
        },
      },
    });
    expect(await office.ask(track, { number, zip: '20001' }, true)).toEqual({ data: { trackOrder: null } });
  });

  test('neighbours order at the same time, and each household that tries again is told to track', async () => {
    const neighbours = Array.from(
      { length: 10 },
      (_, index) => `1200 Example Pl NW Apt ${floor + 2}${String(index + 1).padStart(2, '0')}`,
    );
    const order = (line1: string) =>
      office.ask<OrderAnswer>(placeOrder, {
        input: {
          idempotencyKey: randomUUID(),
          campaign: 'home-tests-2026',
          address: { line1, zip: '20009' },
          recipientName: 'Neighbour',
        },
      });

    const answers = [];
    for (let round = 0; round < 3; round += 1) answers.push(await Promise.all(neighbours.map(order)));

    const outcomes = answers.map((ofRound) =>
      ofRound.map(({ data }) => data.placeOrder.userErrors[0]?.__typename ?? 'placed'),
    );
    expect(outcomes.map((ofRound) => new Set(ofRound))).toEqual([
      new Set(['placed']),
      new Set(['placed']),
      new Set(['HouseholdLimitReached']),
    ]);
  });
});
