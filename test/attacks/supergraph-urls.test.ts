import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';
import { tinySdl } from '../fixtures/tiny-wings/tiny-wings.ts';

test('an address in a supergraph is never asked: wings are reached where the operator says', async () => {
  const reached: (string | undefined)[] = [];
  const trap = createServer((request, response) => {
    reached.push(request.url);
    response.end('{"data":{"parcels":[{"id":"stolen"}]}}');
  });
  await once(trap.listen(0, '127.0.0.1'), 'listening');
  const address = trap.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { supergraphSdl } = composeSupergraph(tinySdl);
  const lured = supergraphSdl.replaceAll(/url: "http:\/\/\w+\/graphql"/g, `url: "http://127.0.0.1:${port}/"`);
  const gateway = await startTinyGateway('over HTTP', { supergraphSdl: lured });

  const { data } = await gateway.ask('{ parcels { id } }');
  await gateway.close();
  trap.close();

  expect(lured).not.toBe(supergraphSdl);
  expect(data).toEqual({ parcels: [{ id: 'p1' }, { id: 'p2' }] });
  expect(reached).toEqual([]);
});
