import { readFileSync } from 'node:fs';
import { admitEverybody } from '@rotunda/gateway/admission/admit-everybody';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import type { SubgraphLink } from '@rotunda/gateway/execution/subgraph-link';
import { subgraphNames } from '@rotunda/gateway/supergraph/subgraph-list';
import { systemClock } from '@rotunda/platform/clock';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import type { Persona } from '@rotunda/platform/personas';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { openPassingLog } from '../audit/open-test-log.ts';
import { neverBusy } from '../fixtures/never-busy.ts';

const supergraph = new URL('../../gateway/supergraph/supergraph.graphql', import.meta.url);

/** The whole graph over one wing in process, with a token of somebody who holds these scopes; the other wings may not be asked. */
export async function openOneWing(
  subgraph: Subgraph,
  { scopes, attributes = {} }: Pick<Persona, 'scopes'> & Partial<Pick<Persona, 'attributes'>>,
) {
  const viewerKey = await createSigningKey();
  const issuer = createDevelopmentIssuer({
    signingKey: await createSigningKey(),
    clock: systemClock,
    warn: () => {},
  });
  const verifier = createViewerTokenVerifier(viewerKey.publicKeys, subgraph.name, systemClock);
  const gateway = await createGateway({
    loadMeter: neverBusy,
    supergraphSdl: readFileSync(supergraph, 'utf8'),
    links: subgraphNames.map((name) =>
      name === subgraph.name
        ? linkInProcess({ subgraph, verifier, reportFault: () => {} })
        : linkToNobody(name),
    ),
    trustedIssuers: [issuer],
    viewerSigningKey: viewerKey,
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    admit: admitEverybody,
    audit: await openPassingLog(),
  });
  const { url } = await gateway.listen({ port: 0 });
  const token = await issuer.mint({
    name: 'partner',
    title: 'A test',
    subject: 'tester',
    agency: 'TEST',
    scopes,
    purposes: [],
    attributes,
  });
  return {
    url,
    token,
    async close() {
      await gateway.close();
      await subgraph.close();
    },
  };
}

/** A wing that no operation of a test may reach. */
function linkToNobody(name: string): SubgraphLink {
  const refuse = () => Promise.reject(new Error(`${name} was asked.`));
  return { name, execute: refuse, subscribe: refuse, close: async () => {} };
}
