import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { EnvironmentDescription } from '@rotunda/platform/read-environment';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: object;
}

const compose: {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
} = parse(await readFile('docker-compose.yml', 'utf8'), { merge: true });
const services = Object.entries(compose.services);

async function readEnvironmentOf(name: string): Promise<EnvironmentDescription> {
  const folder = name === 'gateway' ? 'gateway' : `subgraphs/${name}`;
  const { environment }: { environment: EnvironmentDescription } = await import(
    `../../${folder}/src/environment.ts`
  );
  return environment;
}

describe.each(['gateway', 'postal', 'defence', 'health'])('the container of %s', (name) => {
  test('sets every variable that its process requires, and none that it does not read', async () => {
    const environment = await readEnvironmentOf(name);
    const set = Object.keys(compose.services[name]?.environment ?? {});

    const required = Object.entries(environment).flatMap(([variable, { required: isRequired }]) =>
      isRequired ? [variable] : [],
    );

    expect(set).toEqual(expect.arrayContaining(required));
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(set));
  });

  test('says whether it is well', () => {
    expect(compose.services[name]).toMatchObject({ command: ['serve', name], healthcheck: {} });
  });
});

test.each(services)('%s runs without privileges from a pinned image', (_name, service) => {
  expect(service).toMatchObject({
    image: expect.stringMatching(/:\d+\.\d+/),
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
});

test.each(['postal', 'defence', 'health'])('the database of %s is reached by its own wing only', (wing) => {
  const network = `${wing}-data`;

  const members = services.flatMap(([name, { networks }]) => (networks?.includes(network) ? [name] : []));

  expect(members.sort()).toEqual([wing, `${wing}-database`, `${wing}-migration`].sort());
  expect(compose.networks[network]).toEqual({ internal: true });
});
