import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@rotunda/platform/clock';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { SubgraphExecutor } from '@rotunda/platform/subgraph-executor';
import { type TestDatabase, createTestDatabase } from '@rotunda/platform/test-database';
import { anonymousViewer } from '@rotunda/platform/viewer';
import { createPostal } from '../create-postal.ts';
import { seedDeliveryPoints } from '../demonstration/delivery-points.ts';

let database: TestDatabase;
let postal: Subgraph;
let executor: SubgraphExecutor;

beforeAll(async () => {
  database = await createTestDatabase('postal');
  await seedDeliveryPoints(database.url);
  const reportFault = (cause: unknown) => {
    throw cause;
  };
  postal = await createPostal({ databaseUrl: database.url, clock: systemClock, reportFault });
  executor = createSubgraphExecutor(postal, { verify: async () => anonymousViewer }, () => undefined);
});

afterAll(async () => {
  await postal.close();
  await database.drop();
});

function ask(document: string, variables: Record<string, unknown> = {}, languages?: string) {
  return executor.execute({ document, variables, viewerToken: 'anonymous', requestId: 'test', languages });
}

describe('addresses in the graph', () => {
  test('an address is checked without an account, with reasons in the language of the client', async () => {
    const document = `query ($address: AddressInput!) {
      checkAddress(address: $address) {
        verdict dpv residential token
        footnotes { code severity text }
        standardized { kind deliveryLine lastLine formatted(style: TITLE_CASE) components { streetName postDirectional zipPlus4 } }
        unitPrompt { knownUnits maySaySingleFamily mayClaimUnit }
      }
    }`;
    const address = { line1: '100 specimen street northeast', zip: '20002' };
    const { data, errors } = await ask(document, { address }, 'es-PR, en;q=0.5');
    expect(errors).toBeUndefined();
    expect(data?.['checkAddress']).toMatchObject({
      verdict: 'MISSING_SECONDARY',
      dpv: 'D',
      residential: 'YES',
      footnotes: [
        { code: 'AA', severity: 'INFO' },
        { code: 'N1', severity: 'BLOCKING', text: expect.stringContaining('falta el apartamento') },
      ],
      standardized: {
        kind: 'STREET',
        deliveryLine: '100 SPECIMEN ST NE',
        lastLine: 'WASHINGTON DC 20002',
        formatted: ['100 Specimen St NE', 'Washington DC 20002'],
        components: { streetName: 'SPECIMEN', postDirectional: 'NE', zipPlus4: null },
      },
      unitPrompt: { maySaySingleFamily: false, mayClaimUnit: true },
    });
  });

  test('the homes of a building are paged, each once and in order', async () => {
    const document = `query ($after: String, $startsWith: String) {
      checkAddress(address: { line1: "100 Specimen St NE Apt 101", zip: "20002" }) {
        deliveryPoint {
          id countyFips subdivision vacant cmra source { dataset }
          building {
            knownUnitCount multiUnit address { deliveryLine }
            knownUnits(first: 10, after: $after, startsWith: $startsWith) {
              edges { node { address { deliveryLine } building { id } } }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }
    }`;
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data, errors } = await ask(document, { after });
      expect(errors).toBeUndefined();
      const { building } = (data?.['checkAddress'] as { deliveryPoint: { building: Record<string, never> } })
        .deliveryPoint;
      expect(building).toMatchObject({
        knownUnitCount: 24,
        multiUnit: 'YES',
        address: { deliveryLine: '100 SPECIMEN ST NE' },
      });
      const { edges, pageInfo } = building['knownUnits'] as unknown as {
        edges: { node: { address: { deliveryLine: string } } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...edges.map(({ node }) => node.address.deliveryLine));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after);
    expect(seen).toHaveLength(24);
    expect(seen).toEqual([...new Set(seen)].sort());
    const { data } = await ask(document, { startsWith: '40' });
    expect(JSON.stringify(data)).toContain('APT 406');
    expect(JSON.stringify(data)).not.toContain('APT 301');
  });

  test('too many suggestions are refused with the remedy', async () => {
    const document = `{ suggestAddresses(text: "100 spec", near: "20002", first: 11) { score } }`;
    const { errors } = await ask(document);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_INPUT' }, message: 'Ask for 1 to 10 items with `first`.' },
    ]);
    const { data } = await ask(
      document.replace('11', '1').replace('score', 'reason address { deliveryLine }'),
    );
    expect(data).toEqual({
      suggestAddresses: [{ reason: 'SPELLING', address: { deliveryLine: '100 SPECIMEN ST NE' } }],
    });
  });
});

describe('places in the graph', () => {
  test('a region and a facility are found by other wings, and unknown ones are null', async () => {
    const document = `query ($keys: [_Any!]!) {
      _entities(representations: $keys) {
        ... on Region { fips name kind state }
        ... on Facility { id facilityKind: kind location region { name } }
      }
    }`;
    const keys = [
      { __typename: 'Region', fips: '11001' },
      { __typename: 'Region', fips: '99999' },
      { __typename: 'Facility', id: 'facility-adw' },
      { __typename: 'Facility', id: 'facility-nowhere' },
      { __typename: 'Facility', id: 'facility-\0adw' },
    ];
    const { data, errors } = await ask(document, { keys });
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toEqual([
      { fips: '11001', name: 'District of Columbia', kind: 'COUNTY', state: 'DC' },
      null,
      {
        id: 'facility-adw',
        facilityKind: 'AIR_BASE',
        location: { type: 'Point', coordinates: [-76.867, 38.811] },
        region: { name: "Prince George's" },
      },
      null,
      null,
    ]);
  });

  test('a region has an outline and a ZIP its counties', async () => {
    const { data } = await ask(`{
      region(fips: "11001") { boundary }
      unknown: region(fips: "11") { kind }
      zip(code: "20007") { city state type counties { fips name weight } }
      military: zip(code: "09701") { type counties { fips } latitude }
      never: zip(code: "00000") { city }
    }`);
    expect(data).toMatchObject({
      region: { boundary: { type: expect.stringMatching(/Polygon$/) } },
      unknown: { kind: 'STATE' },
      zip: { city: 'WASHINGTON', state: 'DC', type: null, counties: [{ fips: '11001', weight: 1 }] },
      military: { type: 'MILITARY', counties: [], latitude: null },
      never: null,
    });
  });
});
