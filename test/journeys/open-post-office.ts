import { readFile } from 'node:fs/promises';
import { createGateway } from '@rotunda/gateway/create-gateway';
import { linkInProcess } from '@rotunda/gateway/execution/link-in-process';
import { linkOverHttp } from '@rotunda/gateway/execution/link-over-http';
import { composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { systemClock } from '@rotunda/platform/clock';
import { createClosingStack } from '@rotunda/platform/closing-stack';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { createSubgraphExecutor } from '@rotunda/platform/execute-subgraph';
import { createLogger } from '@rotunda/platform/logger';
import { type Persona, findPersona } from '@rotunda/platform/personas';
import { serveSubgraph } from '@rotunda/platform/serve-subgraph';
import { createSigningKey } from '@rotunda/platform/signing-keys';
import { createViewerTokenVerifier } from '@rotunda/platform/viewer-token';
import { createPostal } from '@rotunda/postal/create-postal';
import { openPassingLog } from '../audit/open-test-log.ts';
import { neverBusy } from '../fixtures/never-busy.ts';

export interface PostOffice {
  /** Asks the gateway over HTTP, anonymously or as a persona; gives `data` and throws where there are errors. */
  ask<Answer>(query: string, variables?: object, as?: Persona['name']): Promise<Answer>;
  close(): Promise<unknown>;
}

/** A gateway over the postal wing alone, which is reached over HTTP unless told otherwise. */
export async function openPostOffice(
  databaseUrl: string,
  reportFault: (fault: unknown) => void,
  topology: 'in process' | 'over HTTP' = 'over HTTP',
): Promise<PostOffice> {
  const closing = createClosingStack();
  const viewerKey = await createSigningKey();
  const issuer = createDevelopmentIssuer({
    signingKey: await createSigningKey(),
    clock: systemClock,
    warn: () => {},
  });
  const subgraph = await createPostal({ databaseUrl, clock: systemClock, reportFault });
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
    loadMeter: neverBusy,
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

  async function headersOf(name: Persona['name'] | undefined): Promise<Record<string, string>> {
    const persona = name && findPersona(name);
    const headers = { 'content-type': 'application/json' };
    return persona ? { ...headers, authorization: `Bearer ${await issuer.mint(persona)}` } : headers;
  }

  return {
    close: closing.close,
    async ask<Answer>(query: string, variables: object = {}, as?: Persona['name']): Promise<Answer> {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: await headersOf(as),
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors }: { data: Answer; errors?: unknown } = JSON.parse(await response.text());
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}
